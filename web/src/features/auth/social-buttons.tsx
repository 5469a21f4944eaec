import { Button } from '@/components/ui/button'
import { signInWith } from '@/lib/auth'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

const PROVIDERS = (import.meta.env.VITE_AUTH_PROVIDERS ?? '').split(',').filter(Boolean)
const named = (provider: string) => provider.charAt(0).toUpperCase() + provider.slice(1)

/** Accounts people have already; nothing where the identity service knows none. */
export function SocialButtons() {
  const { say, locale } = useText()
  if (!PROVIDERS.length) return null
  const back = location.origin + paths.profile(locale)
  return (
    <div className="space-y-3">
      {PROVIDERS.map(provider => (
        <Button key={provider} size="lg" className="w-full" onClick={() => void signInWith(provider, back)}>
          {say('auth.with', { provider: named(provider) })}
        </Button>
      ))}
      <p className="text-center text-sm text-muted-foreground">{say('auth.or')}</p>
    </div>
  )
}
