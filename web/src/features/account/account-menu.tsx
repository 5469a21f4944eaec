import { FileText, LogOut, UserRound } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useSignOut } from '@/data/account'
import { useProfile } from '@/data/profile'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Who is signed in, and the way to profile and out. */
export function AccountMenu() {
  const { say, locale } = useText()
  const navigate = useNavigate()
  const { data } = useProfile()
  const leave = useSignOut()
  const name = data?.name ?? data?.email ?? '…'
  const out = () => leave.mutate(undefined, { onSettled: () => void navigate(paths.landing(locale)) })

  const trigger = (
    <Button variant="ghost" className="h-12 max-w-full min-w-0 shrink justify-start px-2">
      <span className="sr-only">{say('account.title')} </span>
      <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-full bg-primary-soft text-sm font-semibold text-primary">
        {name.charAt(0).toUpperCase()}
      </span>
      <span data-name className="truncate text-foreground">{name}</span>
    </Button>
  )
  return (
    <Menu trigger={trigger}>
      <MenuItem asChild>
        <Link to={paths.profile(locale)}><FileText />{say('assets.profile')}</Link>
      </MenuItem>
      <MenuItem asChild>
        <Link to={paths.profile(locale, 'account')}><UserRound />{say('account.title')}</Link>
      </MenuItem>
      <MenuItem onSelect={out}><LogOut />{say('auth.signOut')}</MenuItem>
    </Menu>
  )
}
