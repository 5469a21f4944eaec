import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useCoins } from '@/data/coins'
import { LedgerRow } from '@/features/coins/ledger-row'
import { useText } from '@/lib/i18n'

/** Every coin in and out, newest first; a table that is a list on phones. */
export function CoinHistory() {
  const { say } = useText()
  const { data, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useCoins()
  const lines = data?.pages.flatMap(page => page.history) ?? []
  return (
    <Card className="px-0 pb-3">
      <h2 className="px-6 text-lg font-semibold tracking-tight">{say('coins.history')}</h2>
      {isPending && <Skeleton className="mx-6 mt-4 h-40" />}
      {!isPending && lines.length === 0 && (
        <p className="px-6 pt-2 pb-3 leading-relaxed text-muted-foreground">{say('coins.emptyText')}</p>
      )}
      {lines.length > 0 && (
        <table className="mt-4 block w-full text-left text-sm md:table">
          <thead className="hidden text-xs text-muted-foreground md:table-header-group">
            <tr>
              {(['when', 'what', 'outcome'] as const).map(column => (
                <th key={column} scope="col" className="px-6 py-2 font-medium">{say(`coins.${column}`)}</th>
              ))}
              <th scope="col" className="px-6 py-2 text-right font-medium">{say('coins.amount')}</th>
            </tr>
          </thead>
          <tbody className="block md:table-row-group">
            {lines.map(line => <LedgerRow key={line.id} line={line} />)}
          </tbody>
        </table>
      )}
      {hasNextPage && (
        <Button variant="ghost" className="mx-6 mt-2" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('common.loadMore')}
        </Button>
      )}
    </Card>
  )
}
