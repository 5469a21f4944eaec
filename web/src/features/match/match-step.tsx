import type { Service } from '@/api/types'
import { FailureAlert } from '@/components/failure-alert'
import { LiveOutput } from '@/components/run/live-output'
import { RunProgress } from '@/components/run/run-progress'
import { StageList } from '@/components/run/stage-list'
import { useRunStarter } from '@/components/run/use-run-starter'
import { Button } from '@/components/ui/button'
import type { LiveRun } from '@/data/live-service'
import { phaseOf, STATE_VIEWS, type Stage } from '@/data/state-view'
import { JobSource } from '@/features/match/job-source'
import { MatchReport } from '@/features/match/match-report'
import { useText } from '@/lib/i18n'

const STAGES: Stage[] = ['ocr', 'summary', 'queue', 'stream', 'done']

interface Props {
  service: Service
  run: LiveRun | null
  onNext: () => void
}

/** Step 1 in each of its states. */
export default function MatchStep({ service, run, onNext }: Props) {
  const phase = phaseOf('match', service)
  if (phase === 'failed') return <Failed service={service} />
  if (phase === 'done') return service.match && <MatchReport service={service} match={service.match} onNext={onNext} />
  const now = STATE_VIEWS[service.currentStatus].stage ?? 'summary'
  const stages = service.job.inputType === 'image' ? STAGES : STAGES.slice(1)
  return (
    <div className="space-y-6">
      <RunProgress service={service} stage={run?.stage ?? null} connection={run?.connection ?? null}>
        <StageList stages={stages} now={now} />
      </RunProgress>
      <LiveOutput text={run?.text ?? ''} />
      <JobSource text={service.job.text} />
    </div>
  )
}

function Failed({ service }: { service: Service }) {
  const { say } = useText()
  const { start, isPending } = useRunStarter(service.id, 'match', 'workbench.submitted')
  const again = (
    <Button variant="primary" disabled={isPending} onClick={start}>
      {say('service.retryMatch')}
    </Button>
  )
  return (
    <div className="space-y-6">
      <FailureAlert code={service.failureCode} isFree={service.isFree} action={again} />
      <JobSource text={service.job.text} />
    </div>
  )
}
