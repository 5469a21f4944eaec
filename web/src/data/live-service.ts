import { useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { Service } from '@/api/types'
import { keys } from '@/data/query-client'
import { useRunEvents } from '@/data/run'
import { useRefreshService } from '@/data/services'
import { STATE_VIEWS } from '@/data/state-view'
import { FrameBuffer } from '@/lib/frame-buffer'
import { contentOf, isLast, type RunEvent, type StatusEvent } from '@/lib/run-events'

/** The growing text, stage and connection of a service's run; its state in the cache follows the stream. */
export function useLiveService(service: Service, onOutcome: (event: RunEvent) => void) {
  const cache = useQueryClient()
  const refresh = useRefreshService()
  const session = service.live ? service.executionSessionId : null
  const [shown, setShown] = useState<{ session: string | null; text: string }>({ session, text: '' })
  const [notice, setNotice] = useState<{ session: string | null; stage: string | null }>({ session, stage: null })
  const buffer = useMemo(() => new FrameBuffer(text => setShown({ session, text })), [session])
  const task = { taskId: service.id, taskType: STATE_VIEWS[service.currentStatus].tab }

  const onEvent = (event: RunEvent) => {
    if (event.event === 'token') buffer.add(contentOf<{ text: string }>(event).text ?? '')
    else if (event.event === 'reset') buffer.clear()
    else if (event.event === 'stage') setNotice({ session, stage: contentOf<{ stage: string }>(event).stage ?? null })
    else if (event.event === 'status') {
      const move = contentOf<StatusEvent>(event)
      cache.setQueryData<Service>(keys.service(service.id), known => known && moved(known, move))
      void cache.invalidateQueries({ queryKey: keys.services }) // the history says the same
    } else if (isLast(event)) onOutcome(event)
  }
  const connection = useRunEvents(session, task, { onEvent, onEnd: () => void refresh(service.id) })

  // A new run begins with an empty page, whatever the last one left.
  const text = shown.session === session ? shown.text : ''
  const stage = notice.session === session ? notice.stage : null
  return { text, stage, connection }
}

/** A newer move wins; an older one, told again after a reconnection, changes nothing. */
export function moved(service: Service, move: Partial<StatusEvent>): Service {
  const { status, version, execution_session_id: run } = move
  if (!status || !(status in STATE_VIEWS) || run !== service.executionSessionId) return service
  if (version === undefined || version <= service.stateVersion) return service
  const currentStatus = status as Service['currentStatus']
  const waits = STATE_VIEWS[currentStatus].phase === 'queued'
  return { ...service, currentStatus, stateVersion: version, queue: waits ? service.queue : null }
}

export type LiveRun = ReturnType<typeof useLiveService>
