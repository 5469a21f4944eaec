import { ArrowUp } from 'lucide-react'
import { useText } from '@/lib/i18n'
import { cn } from '@/lib/cn'

const SHORT = 24

/** A list in its new order; what moved up says from where. */
export function NewOrder({ names, order }: { names: string[]; order: number[] }) {
  const { say, knows } = useText()
  const isShort = names.every(name => name.length <= SHORT)
  const wordFor = (name: string) => {
    const section = `customize.sections.${name}`
    return knows(section) ? say(section) : name
  }
  return (
    <ol className={cn('text-sm', isShort ? 'flex flex-wrap gap-2' : 'space-y-1.5')}>
      {names.map((name, at) => {
        const rise = order[at] - at
        return (
          <li
            key={at}
            className={cn(
              'flex items-baseline gap-2 rounded-lg bg-muted px-2.5 py-1.5 leading-relaxed',
              rise > 0 && 'bg-success-soft text-success',
            )}
          >
            <span className="text-xs tabular-nums opacity-80" aria-hidden>{at + 1}</span>
            <span className="min-w-0 wrap-anywhere">{wordFor(name)}</span>
            {rise > 0 && (
              <span className="inline-flex shrink-0 items-center self-center text-xs font-medium tabular-nums">
                <ArrowUp className="size-3" aria-hidden />
                <span className="sr-only">{say('customize.movedUp')} </span>
                {rise}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
