import { Wrench } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useLocalInfo } from '@/features/local/use-local-stack'
import { useText } from '@/lib/i18n'

const DeveloperPanel = lazy(() => import('@/features/local/developer-panel'))

/** The way to the developer panel; on the local stack only. */
export function DeveloperTools() {
  const { say } = useText()
  const { data: info } = useLocalInfo()
  const [isOpen, setOpen] = useState(false)
  if (!info) return null
  return (
    <>
      <IconButton label={say('local.tools')} onClick={() => setOpen(true)}>
        <Wrench />
      </IconButton>
      <Suspense>{isOpen && <DeveloperPanel onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
