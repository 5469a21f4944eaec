import { useState, type FormEvent, type ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { AuthRefused } from '@/lib/auth'
import { useText } from '@/lib/i18n'

interface Props {
  action: string
  onSubmit: (values: Record<string, string>) => Promise<unknown>
  children: ReactNode
}

/** Fields, one button, and what the identity service has to say against it. */
export function AuthForm({ action, onSubmit, children }: Props) {
  const { say, knows } = useText()
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    setBusy(true)
    setRefusal(null)
    try {
      await onSubmit(values)
    } catch (failure) {
      setRefusal(failure instanceof AuthRefused ? failure.code : 'OTHER')
      setBusy(false)
    }
  }

  const key = `auth.errors.${refusal}`
  return (
    <form className="space-y-5" onSubmit={event => void submit(event)}>
      {refusal && <Alert tone="danger" title={say(knows(key) ? key : 'auth.errors.OTHER')} />}
      {children}
      <Button type="submit" variant="primary" size="lg" className="w-full" disabled={busy}>
        {action}
      </Button>
    </form>
  )
}
