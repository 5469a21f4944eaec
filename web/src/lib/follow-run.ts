import { pollStatus, type StatusProbe } from '@/lib/poll-status'
import { isLast, type RunEvent } from '@/lib/run-events'
import { readStream, StreamBlocked, StreamRefused, type StreamState } from '@/lib/sse'

export type FollowState = StreamState | 'polling'

export interface FollowOptions {
  sessionId: string
  /** A new ticket for every connection: each lives for a minute. */
  ticket: (signal: AbortSignal) => Promise<string>
  onEvent: (event: RunEvent) => void
  onState?: (state: FollowState) => void
  /** Asked at the cadence of `pollStatus` when not even long polling works. */
  probe: StatusProbe
  signal: AbortSignal
  lastId?: string
  firstByteMs?: number
}

/** Follows a run to its end: event stream, else long polling from the same place, else its bare status. */
export async function followRun(options: FollowOptions): Promise<void> {
  try {
    await stream(options)
  } catch (failure) {
    if (!(failure instanceof StreamBlocked)) throw failure
    options.onState?.('polling')
    await longPoll({ ...options, lastId: failure.lastId })
  }
}

function stream(options: FollowOptions): Promise<void> {
  return readStream({
    open: (lastId, signal) => connect(options, lastId, signal),
    onEvent: event => {
      options.onEvent(event)
      return isLast(event)
    },
    onState: options.onState,
    signal: options.signal,
    lastId: options.lastId,
    firstByteMs: options.firstByteMs,
  })
}

/** The access token stays out of it: the CDN signs requests to the stream door with its own header. */
async function connect({ sessionId, ticket }: FollowOptions, lastId: string | undefined, signal: AbortSignal) {
  const query = new URLSearchParams({ ticket: await ticket(signal) })
  const headers = new Headers({ accept: 'text/event-stream' })
  if (lastId !== undefined) headers.set('last-event-id', lastId)
  return fetch(`/stream/${sessionId}?${query}`, { headers, signal, cache: 'no-store' })
}

/** Each answer waits up to 20 s on the server for something new. */
async function longPoll(options: FollowOptions): Promise<void> {
  let after = options.lastId
  while (!options.signal.aborted) {
    const events = await ask(options, after).catch((failure: unknown) => {
      if (failure instanceof StreamRefused || options.signal.aborted) throw failure
      return null
    })
    if (!events) return pollStatus(options.probe, options.signal)
    for (const event of events) {
      after = event.id || after
      options.onEvent(event)
      if (isLast(event)) return
    }
  }
}

async function ask({ sessionId, ticket, signal }: FollowOptions, after: string | undefined): Promise<RunEvent[]> {
  const query = new URLSearchParams({ ticket: await ticket(signal), wait: '20' })
  if (after !== undefined) query.set('after', after)
  const response = await fetch(`/stream/${sessionId}?${query}`, { signal, cache: 'no-store' })
  if (response.status >= 400 && response.status < 500) throw new StreamRefused(response.status)
  const { events } = (await response.json()) as { events: { id: string; event: string; data: object }[] }
  return events.map(({ id, event, data }) => ({ id, event, data: JSON.stringify(data) }))
}
