import type { JudgedRequirement, Verdict } from '@/api/types'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

const TONES: Record<Verdict, BadgeTone> = { met: 'success', partial: 'warning', missing: 'danger' }

interface Props {
  judged: JudgedRequirement
  isChosen: boolean
  onChoose: () => void
}

/** One thing the job asks for, and how far the resume meets it. */
export function RequirementRow({ judged, isChosen, onChoose }: Props) {
  const { say } = useText()
  const { requirement, verdict, comment } = judged
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className={cn('flex w-full items-start gap-4 px-6 py-4 text-left transition-colors hover:bg-muted', isChosen && 'bg-muted')}
    >
      <span className="min-w-0 flex-1 space-y-1">
        <span className="block text-sm leading-relaxed font-medium wrap-anywhere">{requirement.text}</span>
        {comment && <span className="block text-sm leading-relaxed text-muted-foreground wrap-anywhere">{comment}</span>}
        <span className="block text-xs text-muted-foreground">
          {say(`match.${requirement.importance}`)} · {say('match.weight', { count: requirement.weight })}
        </span>
      </span>
      <Badge tone={TONES[verdict]} className="mt-0.5">{say(`match.${verdict}`)}</Badge>
    </button>
  )
}
