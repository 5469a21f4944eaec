import { useEffect, useState } from 'react'
import { FlaskConical } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { localInfo, type LocalInfo } from '@/features/local/local-stack'
import { signIn } from '@/lib/auth'
import { useText } from '@/lib/i18n'

/** One click into the account with samples; on the local stack only. */
export function DemoAccount({ onSignedIn }: { onSignedIn: () => void }) {
  const { say } = useText()
  const [demo, setDemo] = useState<LocalInfo['demo']>(null)

  useEffect(() => {
    void localInfo().then(info => setDemo(info?.demo ?? null))
  }, [])

  if (!demo) return null
  return (
    <div className="space-y-2">
      <Button size="lg" className="w-full" onClick={() => void signIn(demo).then(onSignedIn)}>
        <FlaskConical />
        {say('local.demo')}
      </Button>
      <p className="text-center text-xs text-muted-foreground">{say('local.demoText')}</p>
    </div>
  )
}
