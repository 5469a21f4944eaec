import { MessagesSquare } from 'lucide-react'
import type { Service } from '@/api/types'
import { FailureAlert } from '@/components/failure-alert'
import { LiveOutput } from '@/components/run/live-output'
import { RunProgress } from '@/components/run/run-progress'
import { StartRun } from '@/components/run/start-run'
import type { LiveRun } from '@/data/live-service'
import { isOpen, phaseOf } from '@/data/state-view'
import { InterviewNotes } from '@/features/interview/interview-notes'
import { useText } from '@/lib/i18n'

/** Step 3 in each of its states. */
export default function InterviewStep({ service, run }: { service: Service; run: LiveRun | null }) {
  const { say } = useText()
  const phase = phaseOf('interview', service)
  const open = isOpen('interview', service) && !service.live
  if (phase === 'done' && service.interview) return <InterviewNotes interview={service.interview} />
  if (phase === 'queued' || phase === 'streaming')
    return (
      <div className="space-y-6">
        <RunProgress service={service} stage={run?.stage ?? null} connection={run?.connection ?? null} />
        <LiveOutput text={run?.text ?? ''} />
      </div>
    )
  return (
    <div className="space-y-6">
      {phase === 'failed' && <FailureAlert code={service.failureCode} isFree={service.isFree} />}
      <StartRun
        serviceId={service.id}
        kind="interview"
        icon={<MessagesSquare />}
        title={say('interview.title')}
        text={say(open ? 'interview.empty' : 'interview.locked')}
        action={say('interview.start')}
        started="workbench.submitted"
        disabled={!open}
      />
    </div>
  )
}
