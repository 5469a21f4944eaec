import { useText } from '@/lib/i18n'

/** What the two files are for, each with an example. */
export function Guide() {
  const { say } = useText()
  return (
    <section className="space-y-4">
      <h2 className="text-lg font-semibold tracking-tight">{say('assets.guide.title')}</h2>
      <div className="grid gap-6 md:grid-cols-2 md:grid-rows-[auto_1fr] lg:gap-x-8">
        <Sort text={say('assets.guide.resume')} label={say('assets.guide.example')} example={say('assets.guide.exampleResume')} />
        <Sort text={say('assets.guide.detailed')} label={say('assets.guide.example')} example={say('assets.guide.exampleDetailed')} />
      </div>
    </section>
  )
}

const Sort = ({ text, label, example }: { text: string; label: string; example: string }) => (
  <div className="grid gap-3 md:row-span-2 md:grid-rows-subgrid">
    <p className="leading-relaxed">{text}</p>
    <figure className="rounded-xl bg-muted p-4 text-sm leading-relaxed">
      <figcaption className="text-xs font-medium text-muted-foreground">{label}</figcaption>
      <p className="mt-1">{example}</p>
    </figure>
  </div>
)
