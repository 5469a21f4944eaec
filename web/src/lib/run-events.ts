import type { ServiceStatus } from '@/api/types'

/** An event as it crosses the wire and the channel between tabs. */
export interface RunEvent {
  id?: string
  event?: string
  data: string
}

/** What a `status` event carries: a committed move of the main state. */
export interface StatusEvent {
  execution_session_id: string
  status: ServiceStatus | 'PENDING' | 'COMPLETED' | 'FAILED'
  stage: string | null
  version: number
  last_updated_at: string
  failure_code: string | null
}

const LAST = new Set(['done', 'error', 'cancelled'])

/** Whether nothing follows this event. */
export const isLast = (event: RunEvent) => LAST.has(event.event ?? '')

/** The content of an event; an unreadable one is empty, never a crash. */
export function contentOf<T extends object>(event: RunEvent): Partial<T> {
  try {
    return JSON.parse(event.data) as T
  } catch {
    return {}
  }
}
