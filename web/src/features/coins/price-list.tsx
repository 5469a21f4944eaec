import type { Prices } from '@/api/types'
import { Card } from '@/components/ui/card'
import { useText, type TextKey } from '@/lib/i18n'

const ROWS: [keyof Prices, TextKey][] = [
  ['resume', 'coins.steps.resume_summary'],
  ['detailedResume', 'coins.steps.detailed_resume_summary'],
  ['scan', 'coins.steps.resume_vision'],
  ['vision', 'coins.steps.job_vision'],
  ['jobSummary', 'coins.steps.job_summary'],
  ['match', 'coins.steps.job_match'],
  ['customize', 'coins.steps.resume_customize'],
  ['interview', 'coins.steps.interview_prep'],
]

/** Coins of each task. */
export function PriceList({ prices }: { prices: Prices }) {
  const { say } = useText()
  return (
    <Card>
      <h2 className="text-sm font-medium text-muted-foreground">{say('coins.prices')}</h2>
      <dl className="mt-3 space-y-2.5">
        {ROWS.map(([step, name]) => (
          <div key={step} className="flex items-baseline justify-between gap-4 text-sm">
            <dt>{say(name)}</dt>
            <dd className="font-medium tabular-nums">{prices[step]}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
