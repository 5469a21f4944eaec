import { useServices } from '@/data/services'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { HistoryItem } from '@/features/services/history-item'
import { useText } from '@/lib/i18n'

/** All services, newest first. */
export function History() {
  const { say } = useText()
  const { data, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useServices()
  if (isPending) return <div className="space-y-2">{[1, 2, 3].map(n => <Skeleton key={n} className="h-14" />)}</div>
  if (isError && !data)
    return (
      <div className="space-y-2 px-2 text-sm text-muted-foreground">
        <p>{say('workbench.listFailed')}</p>
        <Button onClick={() => void refetch()}>{say('common.retry')}</Button>
      </div>
    )
  const items = data.pages.flatMap(page => page.items)
  return (
    <>
      <h2 className="px-2 pt-2 pb-1 text-xs font-medium text-muted-foreground">{say('workbench.history')}</h2>
      {items.length === 0 && <p className="px-2 py-2 text-sm text-muted-foreground">{say('workbench.historyEmpty')}</p>}
      <ul className="space-y-0.5">
        {items.map(item => (
          <li key={item.id}><HistoryItem item={item} /></li>
        ))}
      </ul>
      {hasNextPage && (
        <Button variant="ghost" className="mt-2 w-full" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {say('common.loadMore')}
        </Button>
      )}
    </>
  )
}
