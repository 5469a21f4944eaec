import type { ServiceItem, ServiceStatus, ServiceStep } from '@/api/types'

export type Tab = 'match' | 'customize' | 'interview'
/** How an action looks: nothing yet, waiting, working unseen, text growing, done, failed. */
export type Phase = 'idle' | 'queued' | 'working' | 'streaming' | 'done' | 'failed'
export type Stage = 'ocr' | 'summary' | 'queue' | 'stream' | 'done'

export interface StateView {
  tab: Tab
  phase: Phase
  stage: Stage | null
}

/** What each main state means for the page. */
export const STATE_VIEWS: Record<ServiceStatus, StateView> = {
  IDLE: { tab: 'match', phase: 'idle', stage: null },
  OCR_PENDING: { tab: 'match', phase: 'working', stage: 'ocr' },
  OCR_COMPLETED: { tab: 'match', phase: 'working', stage: 'summary' },
  OCR_FAILED: { tab: 'match', phase: 'failed', stage: 'ocr' },
  SUMMARY_PENDING: { tab: 'match', phase: 'working', stage: 'summary' },
  SUMMARY_COMPLETED: { tab: 'match', phase: 'queued', stage: 'queue' },
  SUMMARY_FAILED: { tab: 'match', phase: 'failed', stage: 'summary' },
  MATCH_PENDING: { tab: 'match', phase: 'queued', stage: 'queue' },
  MATCH_STREAMING: { tab: 'match', phase: 'streaming', stage: 'stream' },
  MATCH_COMPLETED: { tab: 'match', phase: 'done', stage: 'done' },
  MATCH_FAILED: { tab: 'match', phase: 'failed', stage: 'stream' },
  CUSTOMIZE_PENDING: { tab: 'customize', phase: 'working', stage: null },
  CUSTOMIZE_COMPLETED: { tab: 'customize', phase: 'done', stage: null },
  CUSTOMIZE_FAILED: { tab: 'customize', phase: 'failed', stage: null },
  INTERVIEW_PENDING: { tab: 'interview', phase: 'queued', stage: null },
  INTERVIEW_STREAMING: { tab: 'interview', phase: 'streaming', stage: null },
  INTERVIEW_COMPLETED: { tab: 'interview', phase: 'done', stage: null },
  INTERVIEW_FAILED: { tab: 'interview', phase: 'failed', stage: null },
}

const LIVE: ReadonlySet<Phase> = new Set(['queued', 'working', 'streaming'])

/** Whether a run is going on in this state. */
export const isLive = (status: ServiceStatus) => LIVE.has(STATE_VIEWS[status].phase)

/** In the order they are taken. */
export const STEPS: Tab[] = ['match', 'customize', 'interview']
const REACHED: Record<ServiceStep, number> = { MATCH: 0, CUSTOMIZE: 1, INTERVIEW: 2, COMPLETED: 3 }

/** How one of the three steps stands, from the two words the server keeps. */
export function phaseOf(tab: Tab, { currentStep, currentStatus }: Pick<ServiceItem, 'currentStep' | 'currentStatus'>): Phase {
  const view = STATE_VIEWS[currentStatus]
  if (view.tab === tab) return view.phase
  return STEPS.indexOf(tab) < REACHED[currentStep] ? 'done' : 'idle'
}

/** Whether a step may be asked for: everything before it is there. */
export const isOpen = (tab: Tab, { currentStep }: Pick<ServiceItem, 'currentStep'>) =>
  STEPS.indexOf(tab) <= REACHED[currentStep]

/** The tab to show first: where something happens or failed, else the next step to take. */
export function firstTab(item: Pick<ServiceItem, 'currentStep' | 'currentStatus'>): Tab {
  const view = STATE_VIEWS[item.currentStatus]
  if (view.phase !== 'done') return view.tab
  return STEPS[Math.min(REACHED[item.currentStep], 2)]
}
