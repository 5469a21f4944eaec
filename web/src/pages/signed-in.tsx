import { lazy, Suspense } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router'
import { Shell } from '@/components/layout/shell'
import { Skeleton } from '@/components/ui/skeleton'
import { useSession } from '@/data/session'
import { AccountTrigger } from '@/features/account/account-trigger'
import { CoinBadge } from '@/features/coins/coin-badge'
import { DeveloperTools } from '@/features/local/developer-tools'
import { History } from '@/features/services/history'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

const AccountMenu = lazy(() => import('@/features/account/account-menu'))

/** The shell for people who are signed in; others are asked to, and come back to where they wanted to be. */
export function SignedIn() {
  const { locale } = useText()
  const { pathname, search } = useLocation()
  const session = useSession()
  if (session.isPending) return null
  if (!session.data) return <Navigate replace to={paths.signIn(locale, pathname + search)} />
  const account = (
    <div className="flex min-w-0 items-center justify-between gap-1">
      <Suspense fallback={<AccountTrigger disabled />}>
        <AccountMenu />
      </Suspense>
      <DeveloperTools />
    </div>
  )
  return (
    <Shell history={<History />} coins={<CoinBadge />} account={account}>
      <Suspense fallback={<Skeleton className="m-6 h-64" />}>
        <Outlet />
      </Suspense>
    </Shell>
  )
}
