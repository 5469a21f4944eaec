import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Asset, AssetKind } from '@/api/types'
import { keys } from '@/data/query-client'
import { useRunEvents } from '@/data/run'
import { contentOf, isLast, type RunEvent } from '@/lib/run-events'

/** Follows the reading of an asset while it goes on; the profile is asked anew at its end. Gives the step at work. */
export function useAssetRun(kind: AssetKind, asset: Asset | null | undefined, onOutcome: (event: RunEvent) => void) {
  const cache = useQueryClient()
  const [step, setStep] = useState<string | null>(null)
  const session = asset?.status === 'PENDING' ? asset.executionSessionId : null
  const task = { taskId: asset?.id ?? '', taskType: kind }
  const onEvent = (event: RunEvent) => {
    if (event.event === 'reset') setStep(contentOf<{ kind: string }>(event).kind ?? null)
    if (isLast(event)) onOutcome(event)
  }
  const onEnd = () => {
    void cache.invalidateQueries({ queryKey: keys.profile })
    void cache.invalidateQueries({ queryKey: keys.coins })
  }
  useRunEvents(session, task, { onEvent, onEnd })
  return session ? step : null
}
