import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { keys } from '@/data/query-client'
import type { Chaos } from '@/features/local/chaos'
import type { Fault } from '@/features/local/faults'
import { knob, localInfo, turning } from '@/features/local/local-stack'
import { api, dataOf } from '@/lib/http'

const LOOK_AGAIN_MS = 1_500
const faultsKey = [...keys.stack, 'faults']
const chaosKey = [...keys.stack, 'chaos']

/** Null anywhere but on the local stack; asked once a visit. */
export const useLocalInfo = () => useQuery({ queryKey: keys.stack, queryFn: localInfo, staleTime: Infinity, retry: false })

/** The faults no request has met yet; null with real models. */
export const useFaults = () =>
  useQuery({ queryKey: faultsKey, queryFn: () => knob<Fault[]>('models/faults'), refetchInterval: LOOK_AGAIN_MS })

/** Queues faults, or with null forgets all that wait. */
export function useQueueFaults() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: (faults: Fault[] | null) => knob('models/faults', faults ? turning(faults) : { method: 'DELETE' }),
    onSettled: () => cache.invalidateQueries({ queryKey: faultsKey }),
  })
}

export const useChaos = () => useQuery({ queryKey: chaosKey, queryFn: () => knob<Chaos>('queue/chaos') })

/** Turns knobs one after another, so that the last turn stands. */
export function useTurnChaos() {
  const cache = useQueryClient()
  return useMutation({
    scope: { id: chaosKey.join() },
    mutationFn: (wishes: Partial<Chaos>) => knob<Chaos>('queue/chaos', turning(wishes)),
    onSettled: () => cache.invalidateQueries({ queryKey: chaosKey }),
  })
}

/** The main state of a service as pollers see it, with what only developers are told. */
export const useRunState = (id: string | undefined) =>
  useQuery({
    queryKey: [...keys.stack, 'state', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/api/task-status', { params: { query: { taskId: id ?? '', taskType: 'service' } }, signal })),
    enabled: id !== undefined,
    refetchInterval: LOOK_AGAIN_MS,
  })
