import { useCoins } from '@/data/coins'
import { LANG_TAG } from '@/lib/locale'
import { useText } from '@/lib/i18n'

/** What can be bought. */
export function CoinPacks() {
  const { say, locale } = useText()
  const first = useCoins().data?.pages[0]
  if (!first) return null
  const money = (cents: number, currency: string) =>
    new Intl.NumberFormat(LANG_TAG[locale], { style: 'currency', currency }).format(cents / 100)
  return (
    <div className="mt-auto space-y-3">
      {first.packs.length > 0 && (
        <ul className="grid grid-cols-2 gap-3 sm:flex sm:*:flex-1">
          {first.packs.map(({ coins, amountCents, currency }) => (
            <li key={coins} className="rounded-xl bg-muted p-3 text-center">
              <p className="font-medium">{say('coins.pack', { coins })}</p>
              <p className="text-sm text-muted-foreground tabular-nums">{money(amountCents, currency)}</p>
            </li>
          ))}
        </ul>
      )}
      {!first.paymentsEnabled && <p className="text-sm text-muted-foreground">{say('coins.soon')}</p>}
    </div>
  )
}
