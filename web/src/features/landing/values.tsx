import { FilePenLine, MessagesSquare, Target } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { Section } from '@/features/landing/section'
import { useText } from '@/lib/i18n'

const VALUES = [
  { key: 'match', icon: <Target /> },
  { key: 'customize', icon: <FilePenLine /> },
  { key: 'interview', icon: <MessagesSquare /> },
] as const

/** The three steps and what each gives. */
export function Values() {
  const { say } = useText()
  return (
    <Section id="values" title={say('landing.values.title')}>
      <div className="grid gap-6 md:grid-cols-3">
        {VALUES.map(({ key, icon }, index) => (
          <Card key={key} className="flex flex-col gap-4">
            <div className="flex items-center justify-between">
              <span className="inline-flex size-10 items-center justify-center rounded-lg bg-primary-soft text-primary [&_svg]:size-5">
                {icon}
              </span>
              <span className="text-sm text-muted-foreground tabular-nums">{say('service.stepOf', { n: index + 1 })}</span>
            </div>
            <h3 className="text-lg font-semibold tracking-tight">{say(`landing.values.${key}`)}</h3>
            <p className="leading-relaxed text-muted-foreground">{say(`landing.values.${key}Text`)}</p>
          </Card>
        ))}
      </div>
    </Section>
  )
}
