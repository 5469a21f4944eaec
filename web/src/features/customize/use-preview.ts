import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { exportResume, type ExportChoice } from '@/data/customized-resume'

const PAUSE_MS = 600

/** The exported file of this very text and choice; made anew when the keys rest, the former one staying till then. */
export function usePreview(serviceId: string, choice: ExportChoice) {
  const cache = useQueryClient()
  const settled = useSettled(choice)
  const options = (wanted: ExportChoice) => ({
    queryKey: ['export', serviceId, wanted],
    queryFn: ({ signal }: { signal: AbortSignal }) => exportResume(serviceId, wanted, signal),
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  })
  const preview = useQuery({ ...options(settled), placeholderData: keepPreviousData })
  /** What is on the screen if it is of this text already, else a new file. */
  const fileOf = (wanted: ExportChoice) => cache.fetchQuery(options(wanted))
  return { ...preview, fileOf }
}

function useSettled(choice: ExportChoice): ExportChoice {
  const [settled, setSettled] = useState(choice)
  const { template, paper, locale, format, markdown } = choice
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ template, paper, locale, format, markdown }), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [template, paper, locale, format, markdown])
  return settled
}
