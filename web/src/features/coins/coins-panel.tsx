import { Coins } from 'lucide-react'
import type { Profile } from '@/api/types'
import { Card } from '@/components/ui/card'
import { CoinHistory } from '@/features/coins/coin-history'
import { CoinPacks } from '@/features/coins/coin-packs'
import { PriceList } from '@/features/coins/price-list'
import { useText } from '@/lib/i18n'

/** The balance, what things cost, and where the coins went. */
export function CoinsPanel({ profile }: { profile: Profile }) {
  const { say } = useText()
  return (
    <div className="space-y-6 lg:space-y-8">
      <div className="grid gap-6 lg:grid-cols-[1.2fr_1fr] lg:gap-8">
        <Card className="flex flex-col gap-6">
          <div className="space-y-2">
            <h2 className="text-sm font-medium text-muted-foreground">{say('coins.balance')}</h2>
            <p className="flex items-center gap-3 text-4xl font-semibold tracking-tight tabular-nums">
              <Coins className="size-7 text-warning" aria-hidden />
              {profile.balance}
            </p>
            <p className="leading-relaxed text-muted-foreground">{say('coins.balanceText')}</p>
          </div>
          <CoinPacks />
        </Card>
        <PriceList prices={profile.prices} />
      </div>
      <CoinHistory />
    </div>
  )
}
