import { Check, CircleAlert, Clock, LoaderCircle } from 'lucide-react'
import type { ServiceItem } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { STATE_VIEWS, type Phase } from '@/data/state-view'
import { useText, type TextKey } from '@/lib/i18n'

const spinner = <LoaderCircle className="animate-spin" />

const LOOKS = {
  idle: { tone: 'outline', text: 'status.idle', icon: null },
  queued: { tone: 'outline', text: 'status.queued', icon: <Clock /> },
  working: { tone: 'primary', text: 'status.parsing', icon: spinner },
  streaming: { tone: 'primary', text: 'status.writing', icon: spinner },
  failed: { tone: 'danger', text: 'status.failed', icon: <CircleAlert /> },
} as const

const DONE: Record<ServiceItem['currentStep'], TextKey> = {
  MATCH: 'status.done',
  CUSTOMIZE: 'status.matched',
  INTERVIEW: 'status.customized',
  COMPLETED: 'status.done',
}

interface Props {
  item: Pick<ServiceItem, 'currentStatus' | 'currentStep'>
  /** Its place in a queue is known: it waits, whatever its main state is called. */
  isWaiting?: boolean
}

/** How a service stands, in a word. */
export function StatusBadge({ item, isWaiting }: Props) {
  const { say } = useText()
  const phase: Phase = isWaiting ? 'queued' : STATE_VIEWS[item.currentStatus].phase
  if (phase === 'done')
    return (
      <Badge tone="success">
        <Check />
        {say(DONE[item.currentStep])}
      </Badge>
    )
  const { tone, text, icon } = LOOKS[phase]
  return (
    <Badge tone={tone}>
      {icon}
      {say(text)}
    </Badge>
  )
}
