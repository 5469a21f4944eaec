import { Section } from '@/features/landing/section'
import { useText } from '@/lib/i18n'

const PROMISES = ['facts', 'privacy', 'refund', 'free'] as const

/** What one may count on. */
export function Trust() {
  const { say } = useText()
  return (
    <Section title={say('landing.trust.title')}>
      <dl className="grid gap-x-12 gap-y-8 sm:grid-cols-2">
        {PROMISES.map(promise => (
          <div key={promise} className="border-l-2 border-primary pl-5">
            <dt className="font-semibold tracking-tight">{say(`landing.trust.${promise}`)}</dt>
            <dd className="mt-1.5 leading-relaxed text-muted-foreground">{say(`landing.trust.${promise}Text`)}</dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}
