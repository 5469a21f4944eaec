import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AssetKind } from '@/api/types'
import { keys } from '@/data/query-client'
import { upload } from '@/data/uploads'
import { useText } from '@/lib/i18n'
import { api, ApiFailure, dataOf, once } from '@/lib/http'

const ADDRESS = {
  resume: '/api/assets/resume',
  detailed_resume: '/api/assets/detailed-resume',
} as const satisfies Record<AssetKind, string>

/** A file that is uploaded and holds no text that can be read: it need not be sent again to be read by eye. */
export interface Scan {
  key: string
  fileName: string
}

const codeOf = (failure: unknown) => (failure instanceof ApiFailure ? failure.code : '')
const isRefusal = (failure: unknown) => failure instanceof ApiFailure && failure.status === 422

/** Whether the server could not read a file that a model which sees might read. */
export const needsEyes = (failure: unknown) => ['pdf_scanned', 'pdf_unreadable'].includes(codeOf(failure))

/**
 * Uploads a PDF and starts its run; a `Scan` starts the run that recognises its text first.
 * `percent` counts the upload; null when no upload is going on. `scan` is what may be read if the person agrees.
 */
export function useAssetUpload(kind: AssetKind) {
  const cache = useQueryClient()
  const { locale } = useText()
  const [percent, setPercent] = useState<number | null>(null)
  const [scan, setScan] = useState<Scan | null>(null)
  const mutation = useMutation({
    mutationFn: async (wish: File | Scan) => {
      setPercent(0)
      setScan(null)
      const readScan = !(wish instanceof File)
      const paper = readScan ? wish : { key: await upload(kind, wish, setPercent), fileName: wish.name }
      setPercent(100)
      try {
        const body = { ...paper, locale, readScan }
        return await dataOf(api.POST(ADDRESS[kind], { body, headers: once() }))
      } catch (failure) {
        if (readScan ? !isRefusal(failure) : needsEyes(failure)) setScan(paper)
        throw failure
      }
    },
    onSettled: async () => {
      await Promise.all([keys.profile, keys.coins].map(queryKey => cache.invalidateQueries({ queryKey })))
      setPercent(null)
    },
  })
  return { ...mutation, percent, scan, forgetScan: () => setScan(null) }
}
