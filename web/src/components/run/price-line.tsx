import { Coins } from 'lucide-react'
import type { usePrice } from '@/data/price'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

/** What it costs and in which queue it would run, before anything is sent. */
export function PriceLine({ price }: { price: ReturnType<typeof usePrice> }) {
  const { say } = useText()
  if (!price) return null
  const { coins, balance, isFree } = price
  return (
    <p className="flex min-w-0 items-start gap-2 text-sm text-muted-foreground">
      <Coins className={cn('mt-1 size-4 shrink-0', isFree && 'text-warning')} aria-hidden />
      <span>
        <span className="font-medium text-foreground">{say('workbench.price', { count: coins })}</span>
        {' · '}
        {isFree ? say('workbench.freeHint', { balance, count: coins }) : say('workbench.paidHint', { balance })}
      </span>
    </p>
  )
}
