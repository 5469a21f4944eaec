import { Link, useSearchParams } from 'react-router'
import { Field } from '@/components/ui/field'
import { buttonLook } from '@/components/ui/button'
import { AuthForm } from '@/features/auth/auth-form'
import { AuthFrame } from '@/features/auth/auth-frame'
import { SocialButtons } from '@/features/auth/social-buttons'
import { useArrival } from '@/features/auth/use-arrival'
import { DemoAccount } from '@/features/local/demo-account'
import { signIn } from '@/lib/auth'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

export default function SignIn() {
  const { say, locale } = useText()
  const arrive = useArrival()
  const [query] = useSearchParams()
  const enter = async ({ email, password }: Record<string, string>) => {
    await signIn({ email, password })
    arrive(query.get('next'), paths.workbench(locale))
  }
  const forgot = (
    <Link to={paths.resetPassword(locale)} className={buttonLook({ variant: 'link', size: 'inline' })}>
      {say('auth.forgot')}
    </Link>
  )
  const below = (
    <>
      {say('auth.noAccount')}{' '}
      <Link to={paths.signUp(locale)} className={buttonLook({ variant: 'link', size: 'inline' })}>
        {say('auth.signUp')}
      </Link>
    </>
  )
  return (
    <AuthFrame title={say('auth.welcomeBack')} text={say('auth.signInText')} below={below}>
      <SocialButtons />
      <AuthForm action={say('auth.signIn')} onSubmit={enter}>
        <Field label={say('auth.email')} name="email" type="email" autoComplete="email" required />
        <Field label={say('auth.password')} aside={forgot} name="password" type="password" autoComplete="current-password" required />
      </AuthForm>
      <DemoAccount onSignedIn={() => arrive(query.get('next'), paths.workbench(locale))} />
    </AuthFrame>
  )
}
