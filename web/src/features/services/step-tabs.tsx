import { Check, CircleAlert, LoaderCircle, Lock } from 'lucide-react'
import type { Service } from '@/api/types'
import { Tab, TabList } from '@/components/ui/tabs'
import { isOpen, phaseOf, STEPS, type Phase } from '@/data/state-view'
import { useText } from '@/lib/i18n'

/** The three steps, each with how it stands. */
export function StepTabs({ service }: { service: Service }) {
  const { say } = useText()
  return (
    <TabList aria-label={say('service.tabs')} className="w-full sm:w-auto">
      {STEPS.map((step, index) => (
        <Tab key={step} value={step} className="flex-1 px-2 sm:flex-none sm:px-4">
          <span className="hidden sm:inline"><Mark phase={phaseOf(step, service)} open={isOpen(step, service)} n={index + 1} /></span>
          {say(`service.${step}`)}
        </Tab>
      ))}
    </TabList>
  )
}

function Mark({ phase, open, n }: { phase: Phase; open: boolean; n: number }) {
  const { say } = useText()
  if (phase === 'done') return <Check className="text-success" aria-label={say('status.done')} />
  if (phase === 'failed') return <CircleAlert className="text-destructive" aria-label={say('status.failed')} />
  if (phase !== 'idle') return <LoaderCircle className="animate-spin text-primary" aria-label={say('status.writing')} />
  return open ? <span className="tabular-nums">{n}</span> : <Lock className="opacity-70" aria-hidden />
}
