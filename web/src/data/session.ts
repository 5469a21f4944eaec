import { useQuery } from '@tanstack/react-query'
import { keys } from '@/data/query-client'
import { accessToken } from '@/lib/auth'

/** Whether somebody is signed in: undefined until known. */
export function useSession() {
  return useQuery({
    queryKey: keys.session,
    queryFn: async () => ((await accessToken()) ? 'signed-in' : null),
    staleTime: Infinity,
  })
}
