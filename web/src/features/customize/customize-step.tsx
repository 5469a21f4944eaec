import { FilePenLine } from 'lucide-react'
import type { Service } from '@/api/types'
import { FailureAlert } from '@/components/failure-alert'
import { RunProgress } from '@/components/run/run-progress'
import { StartRun } from '@/components/run/start-run'
import type { LiveRun } from '@/data/live-service'
import { isOpen, phaseOf } from '@/data/state-view'
import { CustomizeResult } from '@/features/customize/customize-result'
import { useText } from '@/lib/i18n'

interface Props {
  service: Service
  run: LiveRun | null
  onNext: () => void
}

/** Step 2 in each of its states. */
export default function CustomizeStep({ service, run, onNext }: Props) {
  const { say } = useText()
  const phase = phaseOf('customize', service)
  const open = isOpen('customize', service) && !service.live
  if (phase === 'working')
    return <RunProgress service={service} stage={run?.stage ?? null} connection={run?.connection ?? null} />
  if (phase === 'done' && service.customizedResume)
    return <CustomizeResult service={service} customized={service.customizedResume} onNext={onNext} />
  return (
    <div className="space-y-6">
      {phase === 'failed' && <FailureAlert code={service.failureCode} isFree={service.isFree} />}
      <StartRun
        serviceId={service.id}
        kind="customize"
        icon={<FilePenLine />}
        title={say('customize.title')}
        text={say(open ? 'customize.empty' : 'customize.locked')}
        action={say(phase === 'failed' ? 'customize.again' : 'customize.cta')}
        started="customize.start"
        disabled={!open}
      />
    </div>
  )
}
