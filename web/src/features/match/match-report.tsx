import { ArrowRight, CircleCheck, CircleDashed } from 'lucide-react'
import type { MatchResult, Service } from '@/api/types'
import { Markdown } from '@/components/markdown'
import { ResultHeading } from '@/components/result-heading'
import { ScoreRing } from '@/components/score-ring'
import { SourceList } from '@/components/source-list'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { PointList } from '@/features/match/point-list'
import { Requirements } from '@/features/match/requirements'
import { Script } from '@/features/match/script'
import { useText } from '@/lib/i18n'

const TONES = { high: 'success', medium: 'warning', low: 'danger' } as const

interface Props {
  service: Service
  match: MatchResult
  onNext: () => void
}

/** The finished analysis: the score and what it rests on. */
export function MatchReport({ service, match, onNext }: Props) {
  const { say } = useText()
  const count = (verdict: string) => match.requirements.filter(one => one.verdict === verdict).length
  const counts = { met: count('met'), partial: count('partial'), missing: count('missing') }
  return (
    <div className="space-y-6">
      <Card className="flex flex-col gap-6 sm:flex-row sm:items-start sm:gap-8">
        <ScoreRing score={match.score} label={say('match.score')} tone={TONES[match.level]} className="mx-auto shrink-0 sm:mx-0" />
        <div className="min-w-0 flex-1 space-y-2">
          <ResultHeading>{say(`match.level.${match.level}`)}</ResultHeading>
          <p className="text-sm text-muted-foreground tabular-nums">{say('match.counts', counts)}</p>
          <Markdown text={match.conclusion} />
        </div>
      </Card>
      <Requirements service={service} match={match} />
      <div className="grid gap-6 md:grid-cols-2">
        <PointList title={say('match.strengths')} points={match.strengths} icon={<CircleCheck className="text-success" />} />
        <PointList title={say('match.gaps')} points={match.gaps} icon={<CircleDashed className="text-warning" />} />
      </div>
      <Script match={match} />
      <div className="flex flex-wrap items-center justify-between gap-4">
        <SourceList sources={match.sources} />
        <Button variant="primary" className="ml-auto" onClick={onNext}>
          {say('match.toCustomize')}
          <ArrowRight />
        </Button>
      </div>
    </div>
  )
}
