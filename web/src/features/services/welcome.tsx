import { Sparkles } from 'lucide-react'
import { useServices } from '@/data/services'
import { useText } from '@/lib/i18n'

/** Greets whoever has no history yet; everyone else gets to the point. */
export function Welcome() {
  const { say } = useText()
  const { data } = useServices()
  const isNew = data?.pages[0]?.items.length === 0
  if (!isNew) return <h1 className="text-2xl font-semibold tracking-tight lg:text-3xl">{say('workbench.heading')}</h1>
  return (
    <div className="flex flex-col items-center gap-3 text-center">
      <span className="flex size-12 items-center justify-center rounded-xl bg-primary-soft text-primary" aria-hidden>
        <Sparkles className="size-6" />
      </span>
      <h1 className="text-2xl font-semibold tracking-tight lg:text-3xl">{say('workbench.welcome')}</h1>
      <p className="max-w-xl leading-relaxed text-muted-foreground">{say('workbench.welcomeText')}</p>
    </div>
  )
}
