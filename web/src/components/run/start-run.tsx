import type { ReactNode } from 'react'
import { PriceLine } from '@/components/run/price-line'
import { useRunStarter } from '@/components/run/use-run-starter'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { usePrice } from '@/data/price'
import { useText, type TextKey } from '@/lib/i18n'

interface Props {
  serviceId: string
  kind: 'customize' | 'interview'
  icon: ReactNode
  title: string
  text: string
  action: string
  started: TextKey
  disabled: boolean
}

/** The empty view of a step: what it brings, what it costs, one button. */
export function StartRun({ serviceId, kind, icon, title, text, action, started, disabled }: Props) {
  const { say } = useText()
  const price = usePrice([kind])
  const { start, isPending } = useRunStarter(serviceId, kind, started)
  return (
    <Card className="flex flex-col items-center gap-4 px-6 py-14 text-center">
      <span className="flex size-12 items-center justify-center rounded-xl bg-primary-soft text-primary [&_svg]:size-6" aria-hidden>
        {icon}
      </span>
      <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
      <p className="max-w-lg leading-relaxed text-muted-foreground">{text}</p>
      <Button variant="primary" size="lg" className="mt-2" disabled={disabled || isPending} onClick={start}>
        {isPending ? say('workbench.starting') : action}
      </Button>
      {!disabled && <PriceLine price={price} />}
    </Card>
  )
}
