import { useInfiniteQuery } from '@tanstack/react-query'
import { keys } from '@/data/query-client'
import { api, dataOf } from '@/lib/http'

/** Balance, packs and the history, page by page. */
export function useCoins() {
  return useInfiniteQuery({
    queryKey: keys.coins,
    queryFn: ({ pageParam, signal }) => dataOf(api.GET('/api/coins', { params: { query: { cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  })
}
