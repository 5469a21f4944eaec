import { useInfiniteQuery } from '@tanstack/react-query'
import type { CoinsPage } from '@/api/types'
import { keys } from '@/data/query-client'
import { json } from '@/lib/http'

/** Balance, packs and the history, page by page. */
export function useCoins() {
  return useInfiniteQuery({
    queryKey: keys.coins,
    queryFn: ({ pageParam, signal }) => json<CoinsPage>('/api/coins', { query: { cursor: pageParam }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  })
}
