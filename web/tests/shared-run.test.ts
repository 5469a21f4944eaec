import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { shareRun } from '@/lib/shared-run'
import { streamOf, wire } from './streams'

/** The browser's locks, for one process: first come, first served. */
class Locks {
  private queue: Promise<unknown> = Promise.resolve()

  request(_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>): Promise<void> {
    const turn = this.queue.then(() => {
      if (signal.aborted) throw new Error('aborted')
      return work()
    })
    this.queue = turn.catch(() => undefined)
    const left = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
    left.catch(() => undefined)
    return Promise.race([turn, left])
  }
}

beforeEach(() => vi.stubGlobal('navigator', { locks: new Locks() }))
afterEach(() => vi.unstubAllGlobals())

const settle = () => new Promise(done => setTimeout(done, 120))

/** A tab that follows the run; `words` is what its reader has seen. */
function tab() {
  const stop = new AbortController()
  const words: string[] = []
  const over = shareRun({
    sessionId: 'run',
    ticket: async () => 't',
    probe: async () => false,
    onEvent: event => words.push(event.event === 'token' ? (JSON.parse(event.data) as { text: string }).text : event.event!),
    signal: stop.signal,
  })
  return { words, over, close: () => stop.abort() }
}

/** A server whose connections stay open until the reader leaves; `send` writes to the newest one. */
function server() {
  const asked: (string | null)[] = []
  let writer: ReadableStreamDefaultController<Uint8Array>
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    asked.push(new Headers(init.headers).get('last-event-id'))
    const body = new ReadableStream<Uint8Array>({ start: controller => void (writer = controller) })
    init.signal!.addEventListener('abort', () => writer.error(new Error('aborted')))
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  })
  const send = (id: string, event: string, data: object) => writer.enqueue(new TextEncoder().encode(wire(id, event, data)))
  return { asked, send }
}

test('two tabs share one connection, and one that comes late hears all that was said', async () => {
  const { asked, send } = server()
  const first = tab()
  await settle()
  send('1-0', 'token', { text: 'a' })
  await settle()
  const second = tab()
  await settle()
  send('1-1', 'token', { text: 'b' })
  send('1-2', 'done', {})
  await Promise.all([first.over, second.over])
  expect(first.words).toEqual(['a', 'b', 'done'])
  expect(second.words).toEqual(['a', 'b', 'done'])
  expect(asked).toHaveLength(1)
})

test('when the tab with the connection is closed, the next one goes on after what it heard', async () => {
  const { asked, send } = server()
  const first = tab()
  await settle()
  const second = tab()
  await settle()
  send('1-0', 'token', { text: 'a' })
  await settle()
  first.close()
  await settle()
  send('1-1', 'token', { text: 'b' })
  send('1-2', 'done', {})
  await second.over
  expect(asked).toEqual([null, '1-0'])
  expect(second.words).toEqual(['a', 'b', 'done'])
})

test('a browser without locks follows the run all the same', async () => {
  vi.stubGlobal('navigator', {})
  vi.stubGlobal('fetch', async () => streamOf(wire('1-0', 'done', {})))
  const alone = tab()
  await alone.over
  expect(alone.words).toEqual(['done'])
})
