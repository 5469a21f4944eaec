import { Quote } from 'lucide-react'
import { ScoreRing } from '@/components/score-ring'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { useText } from '@/lib/i18n'

const ROWS = [
  { key: 'first', verdict: 'met', tone: 'success' },
  { key: 'second', verdict: 'met', tone: 'success' },
  { key: 'third', verdict: 'partial', tone: 'warning' },
  { key: 'fourth', verdict: 'missing', tone: 'danger' },
] as const satisfies { key: string; verdict: string; tone: BadgeTone }[]

/** A match analysis as it looks in the product; a figure, not a screenshot, so that it fits language and theme. */
export function DemoMatch() {
  const { say } = useText()
  return (
    <figure aria-label={say('landing.demo.label')} className="rounded-2xl bg-card p-5 shadow-card sm:p-7">
      <div className="flex items-center gap-5">
        <ScoreRing score={76} label={say('landing.demo.score')} tone="success" className="size-24 shrink-0 sm:size-28" />
        <div className="min-w-0 space-y-2">
          <p className="font-semibold tracking-tight text-balance">{say('landing.demo.job')}</p>
          <p className="text-sm text-muted-foreground">{say('match.counts', { met: 2, partial: 1, missing: 1 })}</p>
        </div>
      </div>
      <ul className="mt-6 space-y-2.5">
        {ROWS.map(({ key, verdict, tone }) => (
          <li key={key} className="rounded-xl bg-muted p-3.5">
            <div className="flex items-start justify-between gap-3">
              <p className="text-sm leading-relaxed font-medium">{say(`landing.demo.${key}`)}</p>
              <Badge tone={tone} className="mt-0.5">{say(`match.${verdict}`)}</Badge>
            </div>
            <p className="mt-1.5 flex gap-2 text-sm leading-relaxed text-muted-foreground">
              <Quote className="mt-1 size-3.5 shrink-0" aria-hidden />
              {say(`landing.demo.${key}Quote`)}
            </p>
          </li>
        ))}
      </ul>
      <figcaption className="mt-5 text-center text-xs text-muted-foreground">{say('landing.demo.quotes')}</figcaption>
    </figure>
  )
}
