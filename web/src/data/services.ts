import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { keys } from '@/data/query-client'
import { isLive } from '@/data/state-view'
import { upload } from '@/data/uploads'
import { useText } from '@/lib/i18n'
import { api, dataOf, once } from '@/lib/http'

const LOOK_AGAIN_MS = 5_000
const named = (id: string) => ({ path: { service_id: id } })

/** The history, newest first; looked at again while something in it runs. */
export function useServices() {
  return useInfiniteQuery({
    queryKey: keys.services,
    queryFn: ({ pageParam, signal }) =>
      dataOf(api.GET('/api/services', { params: { query: { cursor: pageParam, limit: 30 } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(page => page.items.some(item => isLive(item.currentStatus))) ? LOOK_AGAIN_MS : false,
  })
}

/** One service with all it has brought so far; looked at again while it waits in a queue, for its place there. */
export function useService(id: string) {
  const cache = useQueryClient()
  const service = useQuery({
    queryKey: keys.service(id),
    queryFn: ({ signal }) => dataOf(api.GET('/api/services/{service_id}', { params: named(id), signal })),
    refetchInterval: ({ state }) => (state.data?.queue ? LOOK_AGAIN_MS : false),
  })
  const status = service.data?.currentStatus
  // A run may end before anybody follows it: then only this look tells that coins came back.
  useEffect(() => {
    if (status && !isLive(status)) void cache.invalidateQueries({ queryKey: keys.profile })
  }, [cache, status])
  return service
}

/** After anything that starts or ends a run: state, history and coins come anew. */
export function useRefreshService() {
  const cache = useQueryClient()
  return (id?: string) =>
    Promise.all(
      [...(id ? [keys.service(id)] : []), keys.services, keys.profile, keys.coins].map(queryKey =>
        cache.invalidateQueries({ queryKey }),
      ),
    )
}

export type NewJob = { text: string } | { image: File }

export function useCreateService() {
  const { locale } = useText()
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: async (job: NewJob) => {
      const input = 'text' in job ? { jobText: job.text } : { imageKey: await upload('job_image', job.image) }
      return dataOf(api.POST('/api/services', { body: { ...input, locale }, headers: once() }))
    },
    onSettled: () => refresh(),
  })
}

const RUNS = {
  match: '/api/services/{service_id}/match/retry',
  customize: '/api/services/{service_id}/customize',
  interview: '/api/services/{service_id}/interview',
} as const
export type RunKind = keyof typeof RUNS

/** Asks for a run; what becomes of it the server tells. */
export function useStartRun(id: string, kind: RunKind) {
  const { locale } = useText()
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => dataOf(api.POST(RUNS[kind], { params: named(id), body: { locale }, headers: once() })),
    onSettled: () => refresh(id),
  })
}

export function useCancelRun(id: string) {
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => dataOf(api.POST('/api/services/{service_id}/cancel', { params: named(id) })),
    onSettled: () => refresh(id),
  })
}

export function useDeleteService(id: string) {
  const cache = useQueryClient()
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => dataOf(api.DELETE('/api/services/{service_id}', { params: named(id) })),
    onSuccess: async () => {
      cache.removeQueries({ queryKey: keys.service(id) })
      await refresh()
    },
  })
}
