import { useCallback } from 'react'
import { useNavigate } from 'react-router'

/** Where to go after signing in: inside this site only, whatever the address asks for. */
export function useArrival() {
  const navigate = useNavigate()
  return useCallback(
    (wanted: string | null, otherwise: string) => {
      const inside = wanted?.startsWith('/') && !wanted.startsWith('//') && !wanted.includes('\\')
      void navigate(inside ? wanted! : otherwise, { replace: true })
    },
    [navigate],
  )
}
