import type { InterviewResult } from '@/api/types'
import { SourceList } from '@/components/source-list'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { Introduction } from '@/features/interview/introduction'
import { QuestionCard } from '@/features/interview/question-card'
import { useText } from '@/lib/i18n'

/** The finished notes: what to say about oneself, what to expect, what to ask. */
export function InterviewNotes({ interview }: { interview: InterviewResult }) {
  const { say } = useText()
  return (
    <div className="space-y-6">
      <Introduction interview={interview} />
      {interview.notes.length > 0 && (
        <Alert tone="warning" title={say('interview.notes')}>{interview.notes.join(' · ')}</Alert>
      )}
      <section className="space-y-4">
        <h3 className="text-lg font-semibold tracking-tight">{say('interview.points')}</h3>
        <ol className="space-y-3">
          {interview.points.map((point, index) => (
            <li key={index}><QuestionCard point={point} n={index + 1} /></li>
          ))}
        </ol>
      </section>
      {interview.questions_to_ask.length > 0 && (
        <Card>
          <h3 className="font-semibold tracking-tight">{say('interview.ask')}</h3>
          <ul className="mt-3 list-disc space-y-2 pl-5 leading-relaxed marker:text-muted-foreground">
            {interview.questions_to_ask.map((question, index) => <li key={index}>{question}</li>)}
          </ul>
        </Card>
      )}
      <SourceList sources={interview.sources} />
    </div>
  )
}
