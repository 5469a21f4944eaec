import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { AssetKind } from '@/api/types'
import { keys } from '@/data/query-client'
import { upload } from '@/data/uploads'
import { useText } from '@/lib/i18n'
import { api, dataOf, once } from '@/lib/http'

const ADDRESS = {
  resume: '/api/assets/resume',
  detailed_resume: '/api/assets/detailed-resume',
} as const satisfies Record<AssetKind, string>

/** Uploads a PDF and starts its run. `percent` counts the upload; null when no upload is going on. */
export function useAssetUpload(kind: AssetKind) {
  const cache = useQueryClient()
  const { locale } = useText()
  const [percent, setPercent] = useState<number | null>(null)
  const mutation = useMutation({
    mutationFn: async (file: File) => {
      setPercent(0)
      const key = await upload(kind, file, setPercent)
      const body = { key, fileName: file.name, locale }
      return dataOf(api.POST(ADDRESS[kind], { body, headers: once() }))
    },
    onSettled: async () => {
      await Promise.all([keys.profile, keys.coins].map(queryKey => cache.invalidateQueries({ queryKey })))
      setPercent(null)
    },
  })
  return { ...mutation, percent }
}
