import { useLocation, useNavigate } from 'react-router'
import type { Profile } from '@/api/types'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { ChangePassword } from '@/features/account/change-password'
import { DeleteAccount } from '@/features/account/delete-account'
import { ExportAccount } from '@/features/account/export-account'
import { Setting } from '@/features/account/setting'
import { useText } from '@/lib/i18n'
import { withLocale, type Locale } from '@/lib/locale'
import { setTheme, useTheme, type Theme } from '@/lib/theme'

const LANGUAGES: { value: Locale; text: string }[] = [
  { value: 'zh', text: '中文' },
  { value: 'en', text: 'English' },
]

/** The person, language and looks, the password, and the two ways to take one's data away. */
export function AccountPanel({ profile }: { profile: Profile }) {
  const { say, locale } = useText()
  const theme = useTheme()
  const navigate = useNavigate()
  const { pathname, search } = useLocation()
  const themes: { value: Theme; text: string }[] = [
    { value: 'light', text: say('account.light') },
    { value: 'dark', text: say('account.dark') },
  ]
  return (
    <div className="grid gap-6 lg:gap-8">
      <Card className="space-y-6">
        <div className="flex items-center gap-4">
          <span aria-hidden className="flex size-12 shrink-0 items-center justify-center rounded-full bg-primary-soft text-lg font-semibold text-primary">
            {(profile.name ?? profile.email ?? '').charAt(0).toUpperCase()}
          </span>
          <div className="min-w-0">
            <h2 className="truncate text-lg font-semibold tracking-tight">{profile.name}</h2>
            <p className="truncate text-sm text-muted-foreground">{profile.email}</p>
          </div>
        </div>
        <Setting name={say('account.language')}>
          <Choice label={say('account.language')} value={locale} options={LANGUAGES}
            onChange={other => void navigate(withLocale(pathname, other) + search, { replace: true })} />
        </Setting>
        <Setting name={say('account.theme')}>
          <Choice label={say('account.theme')} value={theme} options={themes} onChange={setTheme} />
        </Setting>
      </Card>
      <ChangePassword email={profile.email ?? ''} />
      <Card className="space-y-6">
        <h2 className="text-lg font-semibold tracking-tight">{say('account.data')}</h2>
        <ExportAccount />
        <DeleteAccount email={profile.email ?? ''} />
      </Card>
    </div>
  )
}
