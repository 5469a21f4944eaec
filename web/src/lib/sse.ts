import { createParser, type EventSourceMessage } from 'eventsource-parser'
import { Watchdog } from '@/lib/watchdog'

export type StreamState = 'connecting' | 'open' | 'retrying'

export interface StreamOptions {
  /** Opens one connection, going on after `lastId`. */
  open: (lastId: string | undefined, signal: AbortSignal) => Promise<Response>
  /** True when this event was the last one. */
  onEvent: (event: EventSourceMessage) => boolean
  onState?: (state: StreamState) => void
  signal: AbortSignal
  lastId?: string
  /** Connections in a row that bring no event before giving up. */
  patience?: number
  firstByteMs?: number
  silenceMs?: number
}

/** The server will not serve this stream; asking again is useless. */
export class StreamRefused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`stream refused with ${status}`)
    this.status = status
  }
}

/** Streams do not get through here, as behind a proxy that collects answers. Polling goes on after `lastId`. */
export class StreamBlocked extends Error {
  readonly lastId: string | undefined
  constructor(lastId: string | undefined) {
    super('streams do not get through')
    this.lastId = lastId
  }
}

interface Progress {
  lastId: string | undefined
  retryMs: number
  failures: number
}

const PATIENCE = 6
const FIRST_BYTE_MS = 10_000
const SILENCE_MS = 45_000 // the server sends a comment every 15 s
const LONGEST_RETRY_MS = 30_000
const LONGEST_BACKOFF_MS = 15_000
const TRY_AGAIN = new Set([408, 425, 429])

/** Reads a stream to its last event, over as many connections as that takes. */
export async function readStream(options: StreamOptions): Promise<void> {
  const progress: Progress = { lastId: options.lastId, retryMs: 1000, failures: 0 }
  while (!options.signal.aborted) {
    options.onState?.(progress.failures ? 'retrying' : 'connecting')
    const over = await readConnection(options, progress)
    if (over || options.signal.aborted) return
    progress.failures += 1
    if (progress.failures > (options.patience ?? PATIENCE)) throw new StreamBlocked(progress.lastId)
    await pause(backoff(progress), options.signal)
  }
}

/** One connection; true after the last event, false when it broke off before. */
async function readConnection(options: StreamOptions, progress: Progress): Promise<boolean> {
  const watchdog = new Watchdog(options.signal)
  try {
    watchdog.allow(options.firstByteMs ?? FIRST_BYTE_MS)
    const response = await options.open(progress.lastId, watchdog.signal)
    const body = bodyOf(response, progress.lastId)
    if (!body) return false
    options.onState?.('open')
    return await readBody(body, options, progress, watchdog)
  } catch (failure) {
    if (failure instanceof StreamRefused || failure instanceof StreamBlocked) throw failure
    return false
  } finally {
    watchdog.stop()
  }
}

function bodyOf(response: Response, lastId: string | undefined) {
  const { status } = response
  if (status >= 400 && status < 500 && !TRY_AGAIN.has(status)) throw new StreamRefused(status)
  if (!response.ok) return null
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) throw new StreamBlocked(lastId)
  return response.body
}

async function readBody(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  options: StreamOptions,
  progress: Progress,
  watchdog: Watchdog,
): Promise<boolean> {
  let over = false
  const parser = createParser({
    onEvent: event => {
      if (over) return
      progress.lastId = event.id ?? progress.lastId
      progress.failures = 0
      over = options.onEvent(event)
    },
    onRetry: ms => (progress.retryMs = Math.min(ms, LONGEST_RETRY_MS)),
  })
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  while (!over) {
    const { value, done } = await reader.read()
    if (done) return false
    watchdog.allow(options.silenceMs ?? SILENCE_MS)
    parser.feed(value)
  }
  await reader.cancel().catch(() => undefined)
  return true
}

/** Doubles from failure to failure; spread by 30 % so that many browsers do not return in the same moment. */
const backoff = ({ retryMs, failures }: Progress) =>
  Math.min(retryMs * 2 ** (failures - 1), LONGEST_BACKOFF_MS) * (0.7 + Math.random() * 0.6)

/** Waits, or returns at once when the caller leaves. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise(resolve => {
    const timer = setTimeout(finish, ms)
    signal.addEventListener('abort', finish, { once: true })
    function finish(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', finish)
      resolve()
    }
  })
}
