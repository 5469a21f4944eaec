import { useQuery } from '@tanstack/react-query'
import type { Profile } from '@/api/types'
import { keys } from '@/data/query-client'
import { json } from '@/lib/http'

/** Who is signed in, the balance, the assets. */
export function useProfile() {
  return useQuery({ queryKey: keys.profile, queryFn: ({ signal }) => json<Profile>('/api/profile', { signal }) })
}
