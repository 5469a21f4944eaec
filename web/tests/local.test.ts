import { afterEach, expect, test, vi } from 'vitest'
import { CALM, isCalm, shownAs } from '@/features/local/chaos'
import { faultsFor, KINDS, TASKS, waitingFor } from '@/features/local/faults'
import { knob } from '@/features/local/local-stack'
import zh from '@/locales/zh'

afterEach(() => vi.unstubAllGlobals())

test('a fault is queued as often as asked, for its step alone', () => {
  expect(faultsFor('busy', 'job_match', 2)).toEqual([
    { status: 429, match_task: 'job_match' },
    { status: 429, match_task: 'job_match' },
  ])
})

test('every fault does something, and every fault and step has its text', () => {
  for (const kind of KINDS) expect(Object.keys(faultsFor(kind, 'job_match', 1)[0]).length).toBeGreaterThan(1)
  expect(Object.keys(zh.local.kinds)).toEqual(KINDS)
  expect(TASKS.filter(task => !(task in zh.coins.steps))).toEqual([])
})

test('waiting faults are counted by step; those for any step belong to none', () => {
  const faults = [...faultsFor('blank', 'job_match', 2), ...faultsFor('down', 'job_vision', 1), { match_task: null }]
  expect(waitingFor(faults)).toEqual([
    { task: 'job_vision', count: 1 },
    { task: 'job_match', count: 2 },
  ])
})

test('knobs of the queue are shown as shares or seconds, and calm means all of them', () => {
  expect([shownAs('lose', 0.3), shownAs('delay', 3)]).toEqual(['30%', '3 s'])
  expect([isCalm(CALM), isCalm({ ...CALM, reorder: 0.1 })]).toEqual([true, false])
})

test('a service that does not run is no failure, a refusal is one', async () => {
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 404 }))
  expect(await knob('models/faults')).toBeNull()
  vi.stubGlobal('fetch', async () => new Response('{}', { status: 502 }))
  await expect(knob('models/faults')).rejects.toThrow('502')
})
