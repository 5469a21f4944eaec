import { FileUp } from 'lucide-react'
import { Card } from '@/components/ui/card'
import { useText } from '@/lib/i18n'

/** The first thing somebody new reads: what to do, and that it is little. */
export function FirstVisit() {
  const { say } = useText()
  return (
    <Card className="flex gap-4 bg-primary-soft shadow-none">
      <span className="flex size-11 shrink-0 items-center justify-center rounded-xl bg-primary text-primary-foreground">
        <FileUp className="size-5" aria-hidden />
      </span>
      <div className="space-y-1">
        <h2 className="text-lg font-semibold tracking-tight">{say('assets.firstTitle')}</h2>
        <p className="max-w-2xl leading-relaxed text-muted-foreground">{say('assets.firstText')}</p>
      </div>
    </Card>
  )
}
