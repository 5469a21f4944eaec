import { Alert } from '@/components/ui/alert'
import { useText } from '@/lib/i18n'

/** Why the tailored resume is less than it could be; nothing where it is all it can be. */
export function Degraded({ reason }: { reason: string | null }) {
  const { say, knows } = useText()
  const key = `customize.degraded.${reason}.title`
  const text = `customize.degraded.${reason}.text`
  if (!knows(key) || !knows(text)) return null
  return (
    <Alert tone="info" title={say(key)}>
      {say(text)}
    </Alert>
  )
}
