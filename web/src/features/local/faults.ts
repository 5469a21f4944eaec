/** The steps whose next request to a model can be spoiled, in the order a job seeker meets them. */
export const TASKS = [
  'resume_vision',
  'resume_summary',
  'detailed_resume_summary',
  'job_vision',
  'job_summary',
  'job_match',
  'resume_customize',
  'interview_prep',
] as const
export type Task = (typeof TASKS)[number]

export interface Fault {
  match_task: Task | null
  [field: string]: unknown
}

// The product waits a minute for a word of the provider; whoever is silent for longer has timed out.
const TOO_LONG_S = 75

/** What the models server is told. A cut ends a stream in the middle; an answer in one piece loses its second half. */
const SPOILED = {
  busy: { status: 429 },
  down: { status: 503 },
  timeout: { delay: TOO_LONG_S },
  stall: { stall: TOO_LONG_S },
  cut: { truncate_after: 12, half: true },
  blank: { blank: true },
  nonsense: { reply: 'I would rather not.' },
} satisfies Record<string, Record<string, unknown>>
export type FaultKind = keyof typeof SPOILED
export const KINDS = Object.keys(SPOILED) as FaultKind[]

/** The same fault for the next so many requests of a task. */
export const faultsFor = (kind: FaultKind, task: Task, times: number): Fault[] =>
  Array.from({ length: times }, () => ({ ...SPOILED[kind], match_task: task }))

/** How many faults wait for each task, for tasks that have any. */
export function waitingFor(faults: Fault[]): { task: Task; count: number }[] {
  const count = (task: Task) => faults.filter(fault => fault.match_task === task).length
  return TASKS.map(task => ({ task, count: count(task) })).filter(entry => entry.count > 0)
}
