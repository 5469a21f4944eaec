import { Link } from 'react-router'
import type { Asset } from '@/api/types'
import { Alert } from '@/components/ui/alert'
import { buttonLook } from '@/components/ui/button'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** What stands in the way of a first service: no resume, one being read, or one that could not be. */
export function ResumeGate({ resume }: { resume: Asset | null }) {
  const { say, locale } = useText()
  if (resume?.status === 'COMPLETED') return null
  if (resume?.status === 'PENDING')
    return <Alert tone="info" title={say('workbench.resumePending')}>{say('workbench.resumePendingText')}</Alert>
  const failed = resume?.status === 'FAILED'
  const action = (
    <Link to={paths.profile(locale)} className={buttonLook()}>
      {say('workbench.toProfile')}
    </Link>
  )
  return (
    <Alert tone="warning" title={say(failed ? 'workbench.resumeFailed' : 'workbench.noResume')} action={action}>
      {say(failed ? 'workbench.resumeFailedText' : 'workbench.noResumeText')}
    </Alert>
  )
}
