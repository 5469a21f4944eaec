import { followRun, type FollowOptions } from '@/lib/follow-run'
import { isLast, type RunEvent } from '@/lib/run-events'
import { pause } from '@/lib/sse'

const SETTLE_MS = 50

type Note = { ask: string } | { past: RunEvent[]; to: string } | { next: RunEvent }

/**
 * Follows a run with one connection for the whole browser: the tab that holds the lock reads the stream and tells
 * the others; when it goes away, the next one takes the lock and goes on after the last event it was told.
 */
export async function shareRun(options: FollowOptions): Promise<void> {
  if (!('locks' in navigator) || typeof BroadcastChannel === 'undefined') return followRun(options)
  const stop = new AbortController()
  options.signal.addEventListener('abort', () => stop.abort(), { once: true })
  const audience = new Audience({ ...options, signal: stop.signal }, () => stop.abort())
  try {
    await navigator.locks.request(`run:${options.sessionId}`, { signal: stop.signal }, () => audience.lead())
  } catch (failure) {
    if (!stop.signal.aborted) throw failure
  } finally {
    audience.leave()
  }
}

/** One tab among those that watch the same run. */
class Audience {
  private readonly me = Math.random().toString(36)
  private readonly past: RunEvent[] = []
  private readonly channel: BroadcastChannel
  private readonly options: FollowOptions
  private readonly over: () => void
  private leading = false
  private caughtUp = false

  constructor(options: FollowOptions, over: () => void) {
    this.options = options
    this.over = over
    this.channel = new BroadcastChannel(`run:${options.sessionId}`)
    this.channel.addEventListener('message', ({ data }: MessageEvent<Note>) => this.hear(data))
    this.tell({ ask: this.me })
  }

  /** Reads the stream for everybody, from where this tab's knowledge ends. */
  async lead(): Promise<void> {
    // The last words of the former reader may still be on their way, and may be the end.
    if (this.caughtUp) await pause(SETTLE_MS, this.options.signal)
    if (this.options.signal.aborted) return
    this.leading = true
    const onEvent = (event: RunEvent) => {
      this.tell({ next: event })
      this.take(event)
    }
    await followRun({ ...this.options, lastId: this.past.at(-1)?.id, onEvent })
  }

  leave(): void {
    this.channel.close()
  }

  private hear(note: Note): void {
    if ('ask' in note) {
      if (this.leading) this.tell({ past: this.past, to: note.ask })
    } else if (this.leading) return
    else if ('past' in note) this.catchUp(note)
    else if (this.caughtUp) this.follow(note.next)
    else this.tell({ ask: this.me })
  }

  private catchUp(note: { past: RunEvent[]; to: string }): void {
    if (note.to !== this.me || this.caughtUp) return
    this.caughtUp = true
    for (const event of note.past) this.follow(event)
  }

  private follow(event: RunEvent): void {
    this.take(event)
    if (isLast(event)) this.over()
  }

  private take(event: RunEvent): void {
    this.past.push(event)
    this.options.onEvent(event)
  }

  private tell(note: Note): void {
    this.channel.postMessage(note)
  }
}
