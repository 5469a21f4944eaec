import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import type { Service, ServiceStatus } from '@/api/types'
import { moved } from '@/data/live-service'
import { firstTab, isLive, isOpen, phaseOf, STATE_VIEWS } from '@/data/state-view'
import zh from '@/locales/zh'

const words = readFileSync(path.resolve(import.meta.dirname, '../../shared/models/words.py'), 'utf8')
const statuses = [...words.split('class ServiceStatus')[1].split('\nclass ')[0].matchAll(/= "(\w+)"/g)].map(match => match[1])
const at = (currentStep: Service['currentStep'], currentStatus: ServiceStatus) => ({ currentStep, currentStatus })

test('the page knows every main state of the server, and no other', () => {
  expect(Object.keys(STATE_VIEWS).sort()).toEqual([...statuses].sort())
})

test.each(statuses)('%s is live exactly while a run is under way', word => {
  const status = word as ServiceStatus
  expect(isLive(status)).toBe(/PENDING|STREAMING|OCR_COMPLETED|SUMMARY_COMPLETED/.test(status))
  expect(STATE_VIEWS[status].phase === 'failed').toBe(status.endsWith('_FAILED'))
})

test('every state one can rest in while a run goes on says what is going on', () => {
  const resting = statuses.filter(status => /PENDING|STREAMING/.test(status))
  expect(resting.filter(status => !(status in zh.service.stageNow))).toEqual([])
})

test('a service opens where something happens, else at the next step', () => {
  expect(firstTab(at('MATCH', 'MATCH_STREAMING'))).toBe('match')
  expect(firstTab(at('MATCH', 'SUMMARY_FAILED'))).toBe('match')
  expect(firstTab(at('CUSTOMIZE', 'MATCH_COMPLETED'))).toBe('customize')
  expect(firstTab(at('CUSTOMIZE', 'CUSTOMIZE_PENDING'))).toBe('customize')
  expect(firstTab(at('INTERVIEW', 'CUSTOMIZE_COMPLETED'))).toBe('interview')
  expect(firstTab(at('COMPLETED', 'INTERVIEW_COMPLETED'))).toBe('interview')
  expect(firstTab(at('COMPLETED', 'CUSTOMIZE_PENDING'))).toBe('customize')
})

test('a step opens when the one before it is done, and stays done while another runs', () => {
  expect(isOpen('customize', at('MATCH', 'MATCH_FAILED'))).toBe(false)
  expect(isOpen('customize', at('CUSTOMIZE', 'MATCH_COMPLETED'))).toBe(true)
  expect(isOpen('interview', at('CUSTOMIZE', 'CUSTOMIZE_FAILED'))).toBe(false)
  expect(phaseOf('match', at('CUSTOMIZE', 'CUSTOMIZE_PENDING'))).toBe('done')
  expect(phaseOf('interview', at('COMPLETED', 'CUSTOMIZE_PENDING'))).toBe('done')
  expect(phaseOf('interview', at('CUSTOMIZE', 'CUSTOMIZE_PENDING'))).toBe('idle')
  expect(phaseOf('customize', at('CUSTOMIZE', 'CUSTOMIZE_FAILED'))).toBe('failed')
})

test('a move counts only if it is newer and of the run on the page', () => {
  const service = { executionSessionId: 'run', currentStatus: 'MATCH_PENDING', stateVersion: 5, queue: { position: 1, expectedWaitS: 9 } } as Service
  const move = { execution_session_id: 'run', status: 'MATCH_STREAMING', version: 6 } as const
  expect(moved(service, move)).toMatchObject({ currentStatus: 'MATCH_STREAMING', stateVersion: 6, queue: null })
  expect(moved(service, { ...move, version: 5 })).toBe(service)
  expect(moved(service, { ...move, execution_session_id: 'older' })).toBe(service)
  expect(moved(service, { ...move, status: 'SOMETHING_NEW' as ServiceStatus })).toBe(service)
})
