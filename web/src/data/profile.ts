import { useQuery } from '@tanstack/react-query'
import { keys } from '@/data/query-client'
import { api, dataOf } from '@/lib/http'

/** Who is signed in, the balance, the assets. */
export function useProfile() {
  return useQuery({ queryKey: keys.profile, queryFn: ({ signal }) => dataOf(api.GET('/api/profile', { signal })) })
}
