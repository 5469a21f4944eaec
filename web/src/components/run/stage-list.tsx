import { Check } from 'lucide-react'
import type { Stage } from '@/data/state-view'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

/** The stages of a match: behind, now, ahead. */
export function StageList({ stages, now }: { stages: Stage[]; now: Stage }) {
  const { say } = useText()
  const reached = stages.indexOf(now)
  return (
    <ol className="flex flex-wrap items-center gap-x-2 gap-y-2 text-sm">
      {stages.map((stage, index) => (
        <li key={stage} aria-current={index === reached ? 'step' : undefined} className="flex items-center gap-2">
          {index > 0 && <span aria-hidden className={cn('h-px w-4 bg-input sm:w-8', index <= reached && 'bg-primary')} />}
          <span
            aria-hidden
            className={cn(
              'flex size-5 items-center justify-center rounded-full text-[11px] tabular-nums inset-ring inset-ring-input',
              index < reached && 'bg-primary text-primary-foreground inset-ring-primary',
              index === reached && 'text-primary inset-ring-2 inset-ring-primary',
            )}
          >
            {index < reached ? <Check className="size-3" /> : index + 1}
          </span>
          <span className={cn(index === reached ? 'font-medium' : 'text-muted-foreground')}>{say(`service.stages.${stage}`)}</span>
        </li>
      ))}
    </ol>
  )
}
