import { Button } from '@/components/ui/button'
import { useText } from '@/lib/i18n'

/** What is shown in place of a page that broke. */
export function Crashed() {
  const { say } = useText()
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-center justify-center gap-4 p-6 text-center">
      <h1 className="text-2xl font-semibold tracking-tight">{say('common.crashed')}</h1>
      <p className="leading-relaxed text-muted-foreground">{say('common.crashedText')}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {say('common.reload')}
      </Button>
    </main>
  )
}
