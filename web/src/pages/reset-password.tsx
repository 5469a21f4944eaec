import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { Alert } from '@/components/ui/alert'
import { buttonLook } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { AuthForm } from '@/features/auth/auth-form'
import { AuthFrame } from '@/features/auth/auth-frame'
import { LocalMail } from '@/features/local/local-mail'
import { askForNewPassword, setNewPassword } from '@/lib/auth'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Asks for a link by mail; opened through that link, takes the new password. */
export default function ResetPassword() {
  const { say, locale } = useText()
  const [query] = useSearchParams()
  const [done, setDone] = useState(false)
  const ticket = query.get('token')
  const ask = async ({ email }: Record<string, string>) => {
    await askForNewPassword(email, location.origin + paths.resetPassword(locale))
    setDone(true)
  }
  const set = async ({ password }: Record<string, string>) => {
    await setNewPassword(ticket!, password)
    setDone(true)
  }
  const text = say(ticket ? 'auth.resetNewText' : 'auth.resetText')
  const below = (
    <Link to={paths.signIn(locale)} className={buttonLook({ variant: 'link', size: 'inline' })}>
      {say('auth.signIn')}
    </Link>
  )
  return (
    <AuthFrame title={say('auth.resetTitle')} text={text} below={below}>
      {query.has('error') && !done && <Alert tone="warning" title={say('auth.resetExpired')} />}
      {done ? (
        <>
          <Alert tone="success" title={say(ticket ? 'auth.resetDone' : 'auth.resetSent')} />
          {!ticket && <LocalMail />}
        </>
      ) : ticket ? (
        <AuthForm action={say('auth.resetSet')} onSubmit={set}>
          <Field label={say('auth.newPassword')} hint={say('auth.passwordHint')} name="password" type="password"
            autoComplete="new-password" minLength={8} required />
        </AuthForm>
      ) : (
        <AuthForm action={say('auth.resetSend')} onSubmit={ask}>
          <Field label={say('auth.email')} name="email" type="email" autoComplete="email" required />
        </AuthForm>
      )}
    </AuthFrame>
  )
}
