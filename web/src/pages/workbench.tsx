import { useProfile } from '@/data/profile'
import { useAssetRun } from '@/data/asset-run'
import { NewService } from '@/features/services/new-service'
import { ResumeGate } from '@/features/services/resume-gate'
import { Welcome } from '@/features/services/welcome'
import { useText } from '@/lib/i18n'
import { useTitle } from '@/lib/use-title'

const quietly = () => undefined

/** A new service: the job in, the analysis out. */
export default function Workbench() {
  const { say } = useText()
  const { data: profile } = useProfile()
  useTitle(say('workbench.title'))
  useAssetRun('resume', profile?.resume, quietly)
  return (
    <div className="mx-auto flex min-h-full w-full max-w-3xl flex-col gap-6 px-4 pt-8 pb-20 sm:px-6 lg:pt-[14vh]">
      <Welcome />
      {profile && <ResumeGate resume={profile.resume} />}
      <NewService profile={profile} />
    </div>
  )
}
