import path from 'node:path'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { MemoryRouter } from 'react-router'
import { toast } from 'sonner'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Asset, Profile, Service, ServiceItem } from '@/api/types'
import { AppRoutes } from '@/app/routes'
import { useDrafts } from '@/data/drafts'
import { LanguageProvider } from '@/lib/i18n'
import zh from '@/locales/zh'

// FS-07: five things one can start, each in the five states of FS-01 to FS-06, on the real pages over a server
// that stands still in that state.
type Action = 'resume' | 'detailed' | 'match' | 'customize' | 'interview'
type State = 'idle' | 'queued' | 'working' | 'done' | 'failed'
type Statuses = [step: Service['currentStep'], status: Service['currentStatus']]
interface World { profile: Profile; service: Service | null }

const seed = (await import(path.resolve(import.meta.dirname, 'dev-api/seed.mjs'))) as {
  account: (email: string) => { profile: Profile }
  service: (id: string, title: string, company: string, ...statuses: Statuses) => Service
}
const ACTIONS: Action[] = ['resume', 'detailed', 'match', 'customize', 'interview']
const STATES: State[] = ['idle', 'queued', 'working', 'done', 'failed']
const CELLS = ACTIONS.flatMap(action => STATES.map(state => [action, state] as const))

const SERVICES: Record<'match' | 'customize' | 'interview', Partial<Record<State, Statuses>>> = {
  match: { queued: ['MATCH', 'MATCH_PENDING'], working: ['MATCH', 'MATCH_STREAMING'], done: ['CUSTOMIZE', 'MATCH_COMPLETED'], failed: ['MATCH', 'MATCH_FAILED'] },
  customize: { idle: ['CUSTOMIZE', 'MATCH_COMPLETED'], queued: ['CUSTOMIZE', 'CUSTOMIZE_PENDING'], working: ['CUSTOMIZE', 'CUSTOMIZE_PENDING'], done: ['INTERVIEW', 'CUSTOMIZE_COMPLETED'], failed: ['CUSTOMIZE', 'CUSTOMIZE_FAILED'] },
  interview: { idle: ['INTERVIEW', 'CUSTOMIZE_COMPLETED'], queued: ['INTERVIEW', 'INTERVIEW_PENDING'], working: ['INTERVIEW', 'INTERVIEW_STREAMING'], done: ['COMPLETED', 'INTERVIEW_COMPLETED'], failed: ['INTERVIEW', 'INTERVIEW_FAILED'] },
}
const ASSETS: Record<State, Partial<Asset> | null> = {
  idle: null,
  queued: { status: 'PENDING', isFree: true },
  working: { status: 'PENDING' },
  done: { status: 'COMPLETED' },
  failed: { status: 'FAILED', failureCode: 'PDF_NO_TEXT' },
}
const isAsset = (action: Action): action is 'resume' | 'detailed' => action === 'resume' || action === 'detailed'

function worldOf(action: Action, state: State): World {
  const { profile } = seed.account('somebody@example.com')
  const ready = profile.resume!
  const asset = ASSETS[state] && { ...ready, failureCode: null, ...ASSETS[state] }
  if (isAsset(action))
    return { service: null, profile: { ...profile, resume: action === 'resume' ? asset : ready, detailedResume: action === 'resume' ? null : asset } }
  const statuses = SERVICES[action][state]
  const queue = state === 'queued' ? { position: 2, expectedWaitS: 90 } : null
  return { profile, service: statuses ? { ...seed.service('one', '后端工程师', '云图', ...statuses), queue } : null }
}

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } })
const never = () => new Promise<Response>(() => undefined)
/** What was asked of the server to start something; it answers when the test says so. */
let starts: { path: string; answer: (response: Response) => void }[]

function serve({ profile, service }: World): void {
  const items: ServiceItem[] = service ? [{ ...service, company: null, score: null }] : []
  const answers: Record<string, unknown> = {
    '/neondb/auth/token': { token: 'a' },
    '/api/profile': profile,
    '/api/services': { items, nextCursor: null },
    '/api/services/one': service,
    '/api/uploads': { url: 'http://store/', fields: {}, key: 'k' },
  }
  vi.stubGlobal('fetch', (input: Request | string) => {
    const [url, method] = typeof input === 'string' ? [input, 'GET'] : [input.url, input.method]
    const { pathname } = new URL(url, 'http://localhost')
    if (pathname === '/api/stream-tickets') return never()
    if (method === 'GET' || pathname === '/api/uploads')
      return Promise.resolve(pathname in answers ? json(answers[pathname]) : json({ error: 'not_found' }, 404))
    return new Promise<Response>(answer => starts.push({ path: pathname, answer }))
  })
}

/** The object store takes every file at once. */
class Store {
  status = 204
  upload = { addEventListener: () => undefined }
  private loaded = () => undefined as void
  addEventListener(name: string, listener: () => void) {
    if (name === 'load') this.loaded = listener
  }
  open() {}
  send() {
    queueMicrotask(() => this.loaded())
  }
}

beforeEach(() => {
  starts = []
  vi.stubGlobal('XMLHttpRequest', Store)
  vi.stubGlobal('matchMedia', () => ({ matches: true, addEventListener: () => undefined, removeEventListener: () => undefined }))
  vi.stubGlobal('ResizeObserver', class { observe() {} unobserve() {} disconnect() {} })
  Element.prototype.scrollIntoView = () => undefined
})
afterEach(() => {
  cleanup()
  toast.dismiss()
  vi.unstubAllGlobals()
})

/** Opens the page the action lives on, at the action. */
async function open(action: Action, state: State): Promise<void> {
  const world = worldOf(action, state)
  serve(world)
  useDrafts.getState().setJob('后端工程师，三年以上 Go 或 Java 开发经验，熟悉分布式系统。')
  const address = isAsset(action) ? '/zh/profile' : world.service ? '/zh/workbench/one' : '/zh/workbench'
  render(
    <LanguageProvider locale="zh" dictionary={zh}>
      <MemoryRouter initialEntries={[address]}><AppRoutes /></MemoryRouter>
    </LanguageProvider>,
  )
  await screen.findByRole('heading', { level: 1, name: name => name !== zh.common.loading }, { timeout: 5000 })
  if (isAsset(action)) return void (await screen.findByRole('region', { name: zh.assets[action] }))
  if (!world.service) return void (await screen.findByText(/走付费队列/)) // the profile is there
  fireEvent.mouseDown(await screen.findByRole('tab', { name: new RegExp(zh.service[action]) }), { button: 0 })
  await waitFor(() => expect(placeOf(action).textContent).not.toBe(''))
}

/** The part of the page the action fills. */
function placeOf(action: Action): HTMLElement {
  if (isAsset(action)) return screen.getByRole('region', { name: zh.assets[action] })
  const steps = screen.queryByRole('tablist', { name: zh.service.tabs })
  return steps?.parentElement?.querySelector<HTMLElement>('[role=tabpanel][data-state=active]') ?? screen.getByRole('main')
}

/** The button or field that starts the action; null where there is nothing to start. */
function starterOf(action: Action): HTMLElement | null {
  const place = within(placeOf(action))
  if (isAsset(action)) return place.queryByLabelText(zh.assets.drop, { exact: false }) ?? place.queryByLabelText(zh.assets.replace)
  const names = { match: [zh.workbench.start, zh.service.retryMatch], customize: [zh.customize.cta, zh.customize.again], interview: [zh.interview.start] }[action]
  return place.queryByRole('button', { name: name => names.some(known => known === name) })
}

const isEnabled = (control: HTMLElement | null) => control !== null && !(control as HTMLButtonElement).disabled
/** The word for how it stands: on the card of a file, in the history for a service. */
const badgesOf = (action: Action) => (isAsset(action) ? placeOf(action) : screen.getByRole('navigation')).textContent ?? ''
const RESULT: Record<Action, string> = {
  resume: zh.assets.view, detailed: zh.assets.view, match: zh.match.requirements, customize: zh.customize.opsTab, interview: zh.interview.points,
}
const DONE_BADGE: Record<Action, string> = {
  resume: zh.assets.ready, detailed: zh.assets.ready, match: zh.status.matched, customize: zh.status.customized, interview: zh.status.done,
}

const CHECKS: Record<State, (action: Action) => void> = {
  idle: action => {
    expect(isEnabled(starterOf(action))).toBe(true)
    expect(within(placeOf(action)).queryByRole('progressbar')).toBeNull()
    expect(within(placeOf(action)).queryByRole('alert')).toBeNull()
  },
  queued: action => {
    const place = placeOf(action)
    expect(within(place).getAllByRole('progressbar').length).toBeGreaterThan(0)
    if (isAsset(action)) return expect(badgesOf(action)).toContain(zh.assets.pending)
    expect(starterOf(action)).toBeNull()
    expect(place.textContent).toContain('前面还有 2 个任务')
    // The history knows the main state only, and a tailoring that waits has the same as one that works.
    expect(badgesOf(action)).toContain(action === 'customize' ? zh.status.parsing : zh.status.queued)
    expect(screen.getByRole('main').querySelector('header')?.textContent).toContain(zh.status.queued)
  },
  working: action => {
    const place = placeOf(action)
    expect(within(place).getAllByRole('progressbar').length).toBeGreaterThan(0)
    expect(place.textContent).toMatch(/1–2 分钟/)
    expect(badgesOf(action)).toContain(isAsset(action) || action === 'customize' ? zh.status.parsing : zh.status.writing)
    if (!isAsset(action)) expect(starterOf(action)).toBeNull()
  },
  done: action => {
    const place = placeOf(action)
    expect(place.textContent).toContain(RESULT[action])
    expect(badgesOf(action)).toContain(DONE_BADGE[action])
    expect(within(place).queryByRole('progressbar', { name: name => name !== zh.interview.practice })).toBeNull()
    expect(within(place).queryByText(zh.failures.title)).toBeNull()
  },
  failed: action => {
    const alert = within(placeOf(action)).getByRole('alert')
    expect(alert.textContent).toContain(zh.failures.title)
    expect(alert.textContent).toContain(isAsset(action) ? zh.failures.PDF_NO_TEXT : zh.failures.PROVIDER_ERROR)
    expect(alert.textContent).toContain(zh.failures.returned)
    expect(badgesOf(action)).toContain(isAsset(action) ? zh.assets.failed : zh.status.failed)
    expect(isEnabled(starterOf(action))).toBe(true)
  },
}

test('the matrix is whole', () => {
  expect(CELLS.length).toBe(25)
})

test.each(CELLS)('%s, %s', async (action, state) => {
  await open(action, state)
  CHECKS[state](action)
})

test.each(ACTIONS)('%s: asked for once, the control waits, and the free queue is named', async action => {
  await open(action, 'idle')
  const starter = starterOf(action)!
  if (isAsset(action)) fireEvent.change(starter, { target: { files: [new File(['%PDF-'], 'r.pdf', { type: 'application/pdf' })] } })
  else fireEvent.click(starter)
  await waitFor(() => expect(starts.length).toBe(1))
  if (isAsset(action)) expect(within(placeOf(action)).getAllByRole('progressbar').length).toBe(1)
  else expect(isEnabled(screen.getByRole('button', { name: zh.workbench.starting }))).toBe(false)

  starts[0].answer(json({ serviceId: 'one', executionSessionId: 'run', isFree: true }, 202))
  for (const news of [zh.workbench.submittedFree, zh.coins.toFree]) expect((await screen.findAllByText(news)).length).toBe(1)
})
