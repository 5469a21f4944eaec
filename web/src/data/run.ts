import { useEffect, useEffectEvent, useState } from 'react'
import { api, ApiFailure, dataOf } from '@/lib/http'
import type { FollowState } from '@/lib/follow-run'
import type { StatusProbe } from '@/lib/poll-status'
import type { RunEvent } from '@/lib/run-events'
import { shareRun } from '@/lib/shared-run'
import { StreamRefused } from '@/lib/sse'

export interface Task {
  taskId: string
  taskType: 'resume' | 'detailed_resume' | 'match' | 'customize' | 'interview'
}

interface Listener {
  onEvent: (event: RunEvent) => void
  /** The run is over, or cannot be followed: ask the server how it stands. */
  onEnd: () => void
}

/** Follows a run while the component is there; null follows nothing. */
export function useRunEvents(sessionId: string | null, task: Task, listener: Listener): FollowState | null {
  const [state, setState] = useState<FollowState | null>(null)
  const onEvent = useEffectEvent(listener.onEvent)
  const onEnd = useEffectEvent(listener.onEnd)
  const { taskId, taskType } = task

  useEffect(() => {
    if (!sessionId) return
    const stop = new AbortController()
    const { signal } = stop
    const probe = statusProbe({ taskId, taskType })
    const hear = (event: RunEvent) => void (signal.aborted || onEvent(event))
    const end = () => void (signal.aborted || onEnd())
    const ticket = (wanted: AbortSignal) => newTicket(sessionId, wanted)
    hear({ event: 'reset', data: '{}' }) // whatever was shown before, the stream tells it again
    shareRun({ sessionId, ticket, probe, signal, onEvent: hear, onState: setState }).then(end, end)
    return () => stop.abort()
  }, [sessionId, taskId, taskType])

  return sessionId ? state : null
}

async function newTicket(executionSessionId: string, signal: AbortSignal): Promise<string> {
  try {
    return (await dataOf(api.POST('/api/stream-tickets', { body: { executionSessionId }, signal }))).ticket
  } catch (failure) {
    if (failure instanceof ApiFailure && failure.status >= 400 && failure.status < 500)
      throw new StreamRefused(failure.status)
    throw failure
  }
}

/** The fallback of the fallback: the bare status; an unchanged one costs the server next to nothing. */
function statusProbe(task: Task): StatusProbe {
  let etag: string | null = null
  return async signal => {
    const params = { query: task, header: { 'if-none-match': etag } }
    const { data, response } = await api.GET('/api/task-status', { params, signal })
    etag = response.headers.get('etag') ?? etag
    return data ? data.status !== 'PENDING' : false
  }
}
