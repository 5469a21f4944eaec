import { Link } from 'react-router'
import { Field } from '@/components/ui/field'
import { buttonLook } from '@/components/ui/button'
import { AuthForm } from '@/features/auth/auth-form'
import { AuthFrame } from '@/features/auth/auth-frame'
import { SocialButtons } from '@/features/auth/social-buttons'
import { useArrival } from '@/features/auth/use-arrival'
import config from '@/generated/config.json'
import { signUp } from '@/lib/auth'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

export default function SignUp() {
  const { say, locale } = useText()
  const arrive = useArrival()
  const enter = async ({ name, email, password }: Record<string, string>) => {
    await signUp({ name, email, password })
    arrive(null, paths.profile(locale))
  }
  const below = (
    <>
      {say('auth.haveAccount')}{' '}
      <Link to={paths.signIn(locale)} className={buttonLook({ variant: 'link', size: 'inline' })}>
        {say('auth.signIn')}
      </Link>
    </>
  )
  const text = say('auth.createText', { coins: config.firstCoins })
  return (
    <AuthFrame title={say('auth.create')} text={text} below={below}>
      <SocialButtons />
      <AuthForm action={say('auth.signUp')} onSubmit={enter}>
        <Field label={say('auth.name')} name="name" autoComplete="name" maxLength={80} required />
        <Field label={say('auth.email')} name="email" type="email" autoComplete="email" required />
        <Field
          label={say('auth.password')}
          hint={say('auth.passwordHint')}
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={8}
          required
        />
      </AuthForm>
    </AuthFrame>
  )
}
