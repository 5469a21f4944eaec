import { afterEach, expect, test, vi } from 'vitest'
import { readStream, StreamBlocked, StreamRefused } from '@/lib/sse'
import { streamOf, unstopped, wire } from './streams'

afterEach(() => vi.useRealTimers())

test('a stream that breaks off goes on after the last id, and a letter cut in two arrives whole', async () => {
  const second = new TextEncoder().encode('id: 4-1\ndata: 简历\n\n')
  const connections = [
    streamOf('retry: 1\nid: 4-0\ndata: a\n\n', second.slice(0, 16), second.slice(16)),
    streamOf(wire('4-2', 'done', {})),
  ]
  const asked: (string | undefined)[] = []
  const seen: string[] = []
  await readStream({
    open: async lastId => {
      asked.push(lastId)
      return connections.shift()!
    },
    onEvent: event => {
      seen.push(event.data)
      return event.event === 'done'
    },
    signal: unstopped(),
  })
  expect(asked).toEqual([undefined, '4-1'])
  expect(seen).toEqual(['a', '简历', '{}'])
})

test('an id too large for a number is sent back letter by letter', async () => {
  const pill = '7-18446744073709551615'
  const connections = [streamOf('retry: 1\n', wire(pill, 'status', {})), streamOf(wire('8-0', 'done', {}))]
  const asked: (string | undefined)[] = []
  const open = async (lastId: string | undefined) => {
    asked.push(lastId)
    return connections.shift()!
  }
  await readStream({ open, onEvent: event => event.event === 'done', signal: unstopped() })
  expect(asked[1]).toBe(pill)
})

test('nothing that stands after the last event is told', async () => {
  const seen: (string | undefined)[] = []
  await readStream({
    open: async () => streamOf(wire('1-0', 'done', {}) + wire('1-1', 'token', { text: 'late' })),
    onEvent: event => {
      seen.push(event.event)
      return event.event === 'done'
    },
    signal: unstopped(),
  })
  expect(seen).toEqual(['done'])
})

test.each([401, 403, 404, 410])('%i is final', async status => {
  const open = vi.fn(async () => new Response('', { status }))
  await expect(readStream({ open, onEvent: () => false, signal: unstopped() })).rejects.toThrow(StreamRefused)
  expect(open).toHaveBeenCalledTimes(1)
})

test.each([408, 425, 429, 500, 502, 503])('%i is tried again', async status => {
  vi.useFakeTimers()
  const answers = [new Response('', { status }), streamOf(wire('1-0', 'done', {}))]
  const reading = readStream({
    open: async () => answers.shift()!,
    onEvent: event => event.event === 'done',
    signal: unstopped(),
  })
  await vi.advanceTimersByTimeAsync(2_000)
  await expect(reading).resolves.toBeUndefined()
})

test('a page in place of a stream means that streams do not get through', async () => {
  const open = async () => new Response('<html>', { headers: { 'content-type': 'text/html' } })
  await expect(readStream({ open, onEvent: () => false, signal: unstopped() })).rejects.toThrow(StreamBlocked)
})

test('patience ends after failures in a row, and any event restores it', async () => {
  vi.useFakeTimers()
  const broken = () => Promise.reject(new TypeError('network'))
  const answers = [broken, broken, async () => streamOf(wire('2-0', 'token', {})), broken, broken, broken]
  const reading = readStream({
    open: () => answers.shift()!(),
    onEvent: () => false,
    signal: unstopped(),
    patience: 2,
  })
  const outcome = reading.catch((failure: unknown) => failure)
  await vi.advanceTimersByTimeAsync(120_000)
  expect(await outcome).toMatchObject({ lastId: '2-0' })
  expect(answers).toHaveLength(1) // the event's own connection broke off too, then two more
})

test('a silent connection is given up, comments count as life', async () => {
  vi.useFakeTimers()
  let opened = 0
  const open = async (_: string | undefined, signal: AbortSignal) => {
    opened += 1
    const body = new ReadableStream<Uint8Array<ArrayBuffer>>({
      start(controller) {
        const mine = opened
        controller.enqueue(new TextEncoder().encode('retry: 200\n\n'))
        const beat = setInterval(() => mine === 1 && controller.enqueue(new TextEncoder().encode(': ping\n\n')), 15_000)
        signal.addEventListener('abort', () => {
          clearInterval(beat)
          controller.error(new Error('aborted'))
        })
        if (mine === 3) controller.enqueue(new TextEncoder().encode(wire('1-0', 'done', {})))
        if (mine === 1) setTimeout(() => clearInterval(beat), 100_000)
      },
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  const reading = readStream({ open, onEvent: event => event.event === 'done', signal: unstopped() })
  await vi.advanceTimersByTimeAsync(100_000)
  expect(opened).toBe(1)
  await vi.advanceTimersByTimeAsync(100_000)
  await reading
  expect(opened).toBe(3)
})

test('a reader who leaves ends it quietly', async () => {
  const stop = new AbortController()
  const open = (_: string | undefined, signal: AbortSignal) =>
    new Promise<Response>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('aborted'))))
  const reading = readStream({ open, onEvent: () => false, signal: stop.signal })
  stop.abort()
  await expect(reading).resolves.toBeUndefined()
})
