import { useMutation } from '@tanstack/react-query'
import { useDrafts } from '@/data/drafts'
import type { components } from '@/api/schema.gen'
import { changePassword, forgetPerson, signOut } from '@/lib/auth'
import { api, dataOf } from '@/lib/http'

export type DeletionProof = components['schemas']['DeletionProof']

// The cache lives as long as the signed-in area, so whoever leaves it leaves nothing behind but what they typed.
const forgetDrafts = () => useDrafts.getState().forget()

export const useSignOut = () => useMutation({ mutationFn: signOut, onSettled: forgetDrafts })

/** Everything the account holds, as one archive. */
export const useExportAccount = () =>
  useMutation({
    mutationFn: async () => {
      const archive: Blob | undefined = await dataOf(api.POST('/api/account/export', { parseAs: 'blob' }))
      return archive!
    },
  })

/** Ends the account here, then at the identity service; brings what is left of it. */
export const useDeleteAccount = () =>
  useMutation({
    mutationFn: async (): Promise<DeletionProof> => {
      const proof = await dataOf(api.DELETE('/api/account'))
      await forgetPerson().catch(() => undefined)
      return proof
    },
    onSuccess: forgetDrafts,
  })

export const useChangePassword = () =>
  useMutation({
    mutationFn: ({ current, password }: Record<string, string>) => changePassword(current, password),
  })
