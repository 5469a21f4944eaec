import { BookOpenText, Layers, TextCursorInput } from 'lucide-react'
import { Section } from '@/features/landing/section'
import { useText } from '@/lib/i18n'

const PARTS = [
  { key: 'queue', icon: <Layers /> },
  { key: 'rag', icon: <BookOpenText /> },
  { key: 'stream', icon: <TextCursorInput /> },
] as const

/** Queue, retrieval, streaming: why it is quick and loses nothing. */
export function HowItWorks() {
  const { say } = useText()
  return (
    <div className="bg-sidebar">
      <Section id="how" title={say('landing.how.title')} lead={say('landing.how.lead')}>
        <ol className="grid gap-10 md:grid-cols-3 md:gap-8">
          {PARTS.map(({ key, icon }) => (
            <li key={key} className="space-y-3">
              <span className="block text-primary [&_svg]:size-6">{icon}</span>
              <h3 className="text-lg font-semibold tracking-tight">{say(`landing.how.${key}`)}</h3>
              <p className="leading-relaxed text-muted-foreground">{say(`landing.how.${key}Text`)}</p>
            </li>
          ))}
        </ol>
      </Section>
    </div>
  )
}
