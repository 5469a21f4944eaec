import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiFailure } from '@/lib/http'

export const keys = {
  session: ['session'] as const,
  profile: ['profile'] as const,
  services: ['services'] as const,
  service: (id: string) => ['service', id] as const,
  coins: ['coins'] as const,
  stack: ['local-stack'] as const,
}

const worthAnotherTry = (failures: number, failure: Error) =>
  failures < 2 && !(failure instanceof ApiFailure && failure.status >= 400 && failure.status < 500)

/** The cache that holds all server data; a refused token ends the session in it. */
export function newQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    defaultOptions: { queries: { staleTime: 10_000, retry: worthAnotherTry } },
    queryCache: new QueryCache({
      onError: failure => {
        if (failure instanceof ApiFailure && failure.status === 401) client.setQueryData(keys.session, null)
      },
    }),
  })
  return client
}
