import type { ReactNode } from 'react'
import { useLocation, useNavigate } from 'react-router'
import type { Profile } from '@/api/types'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { DeleteAccount } from '@/features/account/delete-account'
import { ExportAccount } from '@/features/account/export-account'
import { useText } from '@/lib/i18n'
import { withLocale, type Locale } from '@/lib/locale'
import { setTheme, useTheme, type Theme } from '@/lib/theme'

const LANGUAGES: { value: Locale; text: string }[] = [
  { value: 'zh', text: '中文' },
  { value: 'en', text: 'English' },
]

/** The person, language and looks, and the two ways to take one's data away. */
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
    <div className="grid max-w-3xl gap-6">
      <Card className="space-y-6">
        <div className="space-y-1">
          <h2 className="text-lg font-semibold tracking-tight">{profile.name}</h2>
          <p className="text-muted-foreground">{profile.email}</p>
        </div>
        <Row name={say('account.language')}>
          <Choice label={say('account.language')} value={locale} options={LANGUAGES}
            onChange={other => void navigate(withLocale(pathname, other) + search, { replace: true })} />
        </Row>
        <Row name={say('account.theme')}>
          <Choice label={say('account.theme')} value={theme} options={themes} onChange={setTheme} />
        </Row>
      </Card>
      <Card className="space-y-6">
        <h2 className="text-lg font-semibold tracking-tight">{say('account.data')}</h2>
        <ExportAccount />
        <DeleteAccount email={profile.email ?? ''} />
      </Card>
    </div>
  )
}

const Row = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-3">
    <span className="text-sm font-medium">{name}</span>
    {children}
  </div>
)
