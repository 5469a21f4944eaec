import { Link, Navigate, useLocation } from 'react-router'
import { buttonLook } from '@/components/ui/button'
import { DeletionReceipt, type Receipt } from '@/features/account/deletion-receipt'
import { AuthFrame } from '@/features/auth/auth-frame'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The end of an account, with the proof that nothing of it stayed. */
export default function Goodbye() {
  const { say, locale } = useText()
  const receipt = useLocation().state as Receipt | null
  if (!receipt) return <Navigate replace to={paths.landing(locale)} />
  const below = (
    <Link to={paths.landing(locale)} className={buttonLook({ variant: 'link', size: 'inline', className: 'print:hidden' })}>
      {say('account.proof.home')}
    </Link>
  )
  return (
    <AuthFrame title={say('account.proof.title')} text={say('account.proof.text')} below={below}>
      <DeletionReceipt receipt={receipt} />
    </AuthFrame>
  )
}
