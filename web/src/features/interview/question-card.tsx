import { ChevronDown, Quote } from 'lucide-react'
import type { InterviewResult } from '@/api/types'
import { useText } from '@/lib/i18n'

/** A question to expect; opened, how to answer it. */
export function QuestionCard({ point, n }: { point: InterviewResult['points'][number]; n: number }) {
  const { say } = useText()
  return (
    <details open={n === 1} className="group rounded-xl bg-card shadow-card">
      <summary className="flex min-h-14 cursor-pointer list-none items-start gap-4 rounded-xl px-6 py-4 [&::-webkit-details-marker]:hidden">
        <span className="text-sm leading-relaxed text-muted-foreground tabular-nums" aria-hidden>{n}</span>
        <span className="min-w-0 flex-1 leading-relaxed font-medium wrap-anywhere">{point.question}</span>
        <ChevronDown className="mt-1 size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" aria-hidden />
      </summary>
      <div className="space-y-4 px-6 pb-6 text-sm leading-relaxed sm:pl-13">
        {point.why && (
          <div>
            <h4 className="font-medium">{say('interview.why')}</h4>
            <p className="mt-1 text-muted-foreground">{point.why}</p>
          </div>
        )}
        {point.answer_points.length > 0 && (
          <div>
            <h4 className="font-medium">{say('interview.answers')}</h4>
            <ul className="mt-1 list-disc space-y-1 pl-5 marker:text-muted-foreground">
              {point.answer_points.map((answer, index) => <li key={index}>{answer}</li>)}
            </ul>
          </div>
        )}
        {point.quotes.length > 0 && (
          <div>
            <h4 className="font-medium">{say('interview.lean')}</h4>
            {point.quotes.map((quote, index) => (
              <p key={index} className="mt-1 flex gap-2 text-muted-foreground wrap-anywhere">
                <Quote className="mt-1 size-3.5 shrink-0" aria-hidden />
                {quote.text}
              </p>
            ))}
          </div>
        )}
      </div>
    </details>
  )
}
