import { useMutation, useQueryClient } from '@tanstack/react-query'
import { signOut } from '@/lib/auth'
import { raw } from '@/lib/http'

export function useSignOut() {
  const cache = useQueryClient()
  return useMutation({ mutationFn: signOut, onSettled: () => cache.clear() })
}

/** Everything the account holds, as one archive. */
export const useExportAccount = () =>
  useMutation({ mutationFn: async () => (await raw('/api/account/export', 'POST')).blob() })

export function useDeleteAccount() {
  const cache = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      await raw('/api/account', 'DELETE')
      await signOut().catch(() => undefined)
    },
    onSuccess: () => cache.clear(),
  })
}
