import { useEffect, useState } from 'react'
import { localInfo } from '@/features/local/local-stack'
import { useText } from '@/lib/i18n'

/** Where mail ends up on a stack that sends none. */
export function LocalMail() {
  const { say } = useText()
  const [isLocal, setLocal] = useState(false)

  useEffect(() => {
    void localInfo().then(info => setLocal(info !== null))
  }, [])

  return isLocal ? <p className="text-xs leading-relaxed text-muted-foreground">{say('local.mail')}</p> : null
}
