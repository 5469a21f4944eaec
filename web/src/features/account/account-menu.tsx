import { FileText, LogOut, UserRound } from 'lucide-react'
import { Link, useNavigate } from 'react-router'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useSignOut } from '@/data/account'
import { AccountTrigger } from '@/features/account/account-trigger'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Who is signed in, and the way to profile and out. */
export default function AccountMenu() {
  const { say, locale } = useText()
  const navigate = useNavigate()
  const leave = useSignOut()
  const out = () => leave.mutate(undefined, { onSettled: () => void navigate(paths.landing(locale)) })
  return (
    <Menu trigger={<AccountTrigger />}>
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
