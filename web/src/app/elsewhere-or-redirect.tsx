import { Link, Navigate, useLocation } from 'react-router'
import { buttonLook } from '@/components/ui/button'
import { useText } from '@/lib/i18n'
import { localeIn } from '@/lib/locale'
import { paths } from '@/lib/paths'

/** An address without a language gets the reader's; any other unknown one is answered kindly. */
export function ElsewhereOrRedirect() {
  const { say, locale } = useText()
  const { pathname, search, hash } = useLocation()
  if (!localeIn(pathname)) return <Navigate replace to={`/${locale}${pathname.replace(/\/$/, '')}${search}${hash}`} />
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center gap-6 p-6">
      <h1 className="text-2xl font-semibold tracking-tight">{say('common.notFound')}</h1>
      <Link className={buttonLook({ variant: 'primary' })} to={paths.landing(locale)}>
        {say('meta.product')}
      </Link>
    </main>
  )
}
