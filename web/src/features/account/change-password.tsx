import { useRef, type FormEvent } from 'react'
import { toast } from 'sonner'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { useChangePassword } from '@/data/account'
import { AuthRefused } from '@/lib/auth'
import { useText } from '@/lib/i18n'

/** The old password for a new one. */
export function ChangePassword({ email }: { email: string }) {
  const { say, knows } = useText()
  const form = useRef<HTMLFormElement>(null)
  const { mutate, isPending, error } = useChangePassword()
  const key = `auth.errors.${error instanceof AuthRefused ? error.code : 'OTHER'}`

  const done = () => {
    form.current?.reset()
    toast.success(say('account.passwordChanged'))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const values = Object.fromEntries(new FormData(event.currentTarget)) as Record<string, string>
    mutate(values, { onSuccess: done })
  }
  return (
    <Card>
      <form ref={form} aria-label={say('account.password')} className="space-y-5" onSubmit={submit}>
        <div className="space-y-1">
          <h2 className="text-lg font-semibold tracking-tight">{say('account.password')}</h2>
          <p className="text-sm leading-relaxed text-muted-foreground">{say('account.passwordText')}</p>
        </div>
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        {error && <Alert tone="danger" title={say(knows(key) ? key : 'auth.errors.OTHER')} />}
        <div className="grid gap-5 sm:grid-cols-2 sm:gap-6">
          <Field label={say('account.currentPassword')} name="current" type="password" autoComplete="current-password" required />
          <Field label={say('auth.newPassword')} hint={say('auth.passwordHint')} name="password" type="password"
            autoComplete="new-password" minLength={8} required />
        </div>
        <div className="flex justify-end">
          <Button type="submit" disabled={isPending}>{say('account.changePassword')}</Button>
        </div>
      </form>
    </Card>
  )
}
