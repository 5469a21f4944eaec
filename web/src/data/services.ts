import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { RunAccepted, Service, ServicePage } from '@/api/types'
import { keys } from '@/data/query-client'
import { isLive } from '@/data/state-view'
import { upload } from '@/data/uploads'
import { useText } from '@/lib/i18n'
import { json } from '@/lib/http'

const LOOK_AGAIN_MS = 5_000

/** The history, newest first; looked at again while something in it runs. */
export function useServices() {
  return useInfiniteQuery({
    queryKey: keys.services,
    queryFn: ({ pageParam, signal }) =>
      json<ServicePage>('/api/services', { query: { cursor: pageParam, limit: 30 }, signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(page => page.items.some(item => isLive(item.currentStatus))) ? LOOK_AGAIN_MS : false,
  })
}

/** One service with all it has brought so far; looked at again while it waits in a queue, for its place there. */
export function useService(id: string) {
  return useQuery({
    queryKey: keys.service(id),
    queryFn: ({ signal }) => json<Service>(`/api/services/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.queue ? LOOK_AGAIN_MS : false),
  })
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
      const headers = { 'idempotency-key': crypto.randomUUID() }
      const body = { ...input, locale }
      return json<RunAccepted & { serviceId: string }>('/api/services', { method: 'POST', body, headers })
    },
    onSettled: () => refresh(),
  })
}

const RUNS = { match: 'match/retry', customize: 'customize', interview: 'interview' }
export type RunKind = keyof typeof RUNS

/** Asks for a run; what becomes of it the server tells. */
export function useStartRun(id: string, kind: RunKind) {
  const { locale } = useText()
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => {
      const headers = { 'idempotency-key': crypto.randomUUID() }
      return json<RunAccepted>(`/api/services/${id}/${RUNS[kind]}`, { method: 'POST', body: { locale }, headers })
    },
    onSettled: () => refresh(id),
  })
}

export function useCancelRun(id: string) {
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => json(`/api/services/${id}/cancel`, { method: 'POST' }),
    onSettled: () => refresh(id),
  })
}

export function useDeleteService(id: string) {
  const cache = useQueryClient()
  const refresh = useRefreshService()
  return useMutation({
    mutationFn: () => json(`/api/services/${id}`, { method: 'DELETE' }),
    onSuccess: async () => {
      cache.removeQueries({ queryKey: keys.service(id) })
      await refresh()
    },
  })
}
