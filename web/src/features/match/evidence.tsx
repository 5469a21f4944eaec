import { useState } from 'react'
import type { JudgedRequirement, Service } from '@/api/types'
import { Choice } from '@/components/ui/choice'
import { HighlightedText } from '@/features/match/highlighted-text'
import { placeOf, type Range } from '@/features/match/ranges'
import { useText } from '@/lib/i18n'

type Source = 'resume' | 'detailed_resume' | 'job'

/** Where a requirement stands in the job, and what in the resume speaks for it. */
export function Evidence({ service, judged }: { service: Service; judged: JudgedRequirement }) {
  const { say } = useText()
  const { quotes, requirement, dropped } = judged
  const [wanted, setWanted] = useState<Source | null>(null)
  const sources: Source[] = ['resume', ...(service.texts.detailedResume ? (['detailed_resume'] as const) : []), 'job']
  const shown = wanted ?? quotes[0]?.source ?? 'job'
  const names = { resume: say('match.inResume'), detailed_resume: say('match.inDetailed'), job: say('match.inJob') }
  const texts = { resume: service.texts.resume, detailed_resume: service.texts.detailedResume, job: service.job.text }

  const claims = shown === 'job' ? [{ text: requirement.text, start: 0, end: 0 }] : quotes.filter(quote => quote.source === shown)
  const ranges = claims.map(claim => placeOf(texts[shown], claim)).filter((range): range is Range => range !== null)
  return (
    <div className="space-y-3">
      <Choice
        label={say('match.evidence')}
        value={shown}
        options={sources.map(source => ({ value: source, text: names[source] }))}
        onChange={setWanted}
      />
      {dropped && <p className="text-sm leading-relaxed text-warning">{say('match.dropped')}</p>}
      {!dropped && shown !== 'job' && !claims.length && <p className="text-sm text-muted-foreground">{say('match.noQuotes')}</p>}
      <HighlightedText key={`${requirement.id}-${shown}`} label={names[shown]} text={texts[shown]} ranges={ranges} />
    </div>
  )
}
