import { Brand } from '@/components/brand'
import { useText } from '@/lib/i18n'

export function LandingFooter() {
  const { say } = useText()
  return (
    <footer className="border-t">
      <div className="mx-auto flex max-w-6xl flex-wrap items-center justify-between gap-4 px-4 py-8 text-sm text-muted-foreground sm:px-6">
        <Brand className="text-foreground" />
        <span>{say('landing.footer')}</span>
      </div>
    </footer>
  )
}
