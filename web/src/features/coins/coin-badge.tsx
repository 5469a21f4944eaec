import { Coins } from 'lucide-react'
import { Link } from 'react-router'
import { buttonLook } from '@/components/ui/button'
import { useProfile } from '@/data/profile'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The balance, always in sight; it leads to where the coins went. */
export function CoinBadge() {
  const { say, locale } = useText()
  const { data } = useProfile()
  const label = say('coins.balanceOf', { count: data?.balance ?? '…' })
  return (
    <Link to={paths.profile(locale, 'coins')} aria-label={label} className={buttonLook({ variant: 'ghost', className: 'px-2 tabular-nums' })}>
      <Coins className="text-warning" />
      <span data-balance>{data?.balance ?? '…'}</span>
    </Link>
  )
}
