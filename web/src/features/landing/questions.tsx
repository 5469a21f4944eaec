import { ChevronDown } from 'lucide-react'
import { Section } from '@/features/landing/section'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'

const QUESTIONS = ['lie', 'wait', 'format', 'data'] as const
const blanks = { runs: config.maxLiveServices, size: config.maxUploadBytes / 1024 / 1024 }

/** What people ask before they sign up. */
export function Questions() {
  const { say } = useText()
  return (
    <Section beside id="questions" title={say('landing.questions.title')}>
      <div className="space-y-3">
        {QUESTIONS.map(key => (
          <details key={key} className="group rounded-xl bg-card px-5 shadow-card sm:px-6">
            <summary className="flex min-h-14 cursor-pointer list-none items-center justify-between gap-4 py-3 font-medium [&::-webkit-details-marker]:hidden">
              {say(`landing.questions.${key}Q`)}
              <ChevronDown className="size-4 shrink-0 text-muted-foreground transition-transform group-open:rotate-180" />
            </summary>
            <p className="pb-5 leading-relaxed text-muted-foreground">{say(`landing.questions.${key}A`, blanks)}</p>
          </details>
        ))}
      </div>
    </Section>
  )
}
