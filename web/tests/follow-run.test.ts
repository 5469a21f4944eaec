import { afterEach, expect, test, vi } from 'vitest'
import { followRun } from '@/lib/follow-run'
import type { RunEvent } from '@/lib/run-events'
import { cadence, pollStatus } from '@/lib/poll-status'
import { streamOf, unstopped, wire } from './streams'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const never = async () => false

/** Stands in for the network; returns what was asked of it. */
function answering(answer: (url: string) => Response) {
  const asked: [string, string | null][] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    asked.push([url, new Headers(init.headers).get('last-event-id')])
    return answer(url)
  })
  return asked
}

test('every connection shows a new ticket, and none shows the access token', async () => {
  const connections = [streamOf('retry: 1\n', wire('1-0', 'token', { text: 'a' })), streamOf(wire('1-1', 'done', {}))]
  const asked = answering(() => connections.shift()!)
  let tickets = 0
  const ticket = async () => `t${++tickets}`
  await followRun({ sessionId: 'run', ticket, probe: never, onEvent: () => undefined, signal: unstopped() })
  expect(asked).toEqual([
    ['/stream/run?ticket=t1', null],
    ['/stream/run?ticket=t2', '1-0'],
  ])
})

test('where streams do not get through, long polling goes on from the same place', async () => {
  const polls = [
    [{ id: '1-1', event: 'token', data: { text: 'b' } }, { id: '', event: 'status', data: {} }],
    [],
    [{ id: '1-2', event: 'done', data: {} }],
  ]
  const asked = answering(url => (url.includes('wait=') ? Response.json({ events: polls.shift() }) : new Response('<p>')))
  const seen: RunEvent[] = []
  const states: string[] = []
  await followRun({
    sessionId: 'run',
    ticket: async () => 't',
    probe: never,
    onEvent: event => seen.push(event),
    onState: state => states.push(state),
    signal: unstopped(),
    lastId: '1-0',
  })
  expect(seen.map(event => event.data)).toEqual(['{"text":"b"}', '{}', '{}'])
  expect(asked.map(([url]) => url.split('?')[1])).toEqual([
    'ticket=t',
    'ticket=t&wait=20&after=1-0',
    'ticket=t&wait=20&after=1-1',
    'ticket=t&wait=20&after=1-1',
  ])
  expect(states.at(-1)).toBe('polling')
})

test('where not even long polling works, the bare status is asked', async () => {
  answering(url => new Response('<p>', { status: url.includes('wait=') ? 502 : 200 }))
  const probe = vi.fn(async () => true)
  await followRun({ sessionId: 'run', ticket: async () => 't', probe, onEvent: () => undefined, signal: unstopped() })
  expect(probe).toHaveBeenCalledTimes(1)
})

test('the status is asked every 2 s for 15 s, then every 5 s', async () => {
  vi.useFakeTimers()
  expect([0, 14_999, 15_000, 60_000].map(cadence)).toEqual([2_000, 2_000, 5_000, 5_000])
  const since = Date.now()
  const times: number[] = []
  const polling = pollStatus(async () => times.push(Date.now() - since) === 11, unstopped())
  await vi.advanceTimersByTimeAsync(60_000)
  await polling
  expect(times.map(time => Math.round(time / 1000))).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 21, 26])
})

test('a question about the status that fails is asked again', async () => {
  vi.useFakeTimers()
  const probe = vi.fn().mockRejectedValueOnce(new Error('network')).mockResolvedValueOnce(true)
  const polling = pollStatus(probe, unstopped())
  await vi.advanceTimersByTimeAsync(2_000)
  await polling
  expect(probe).toHaveBeenCalledTimes(2)
})
