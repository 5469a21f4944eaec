/** The shapes the app works with. */

export type ServiceStatus =
  | 'IDLE'
  | 'OCR_PENDING'
  | 'OCR_COMPLETED'
  | 'OCR_FAILED'
  | 'SUMMARY_PENDING'
  | 'SUMMARY_COMPLETED'
  | 'SUMMARY_FAILED'
  | 'MATCH_PENDING'
  | 'MATCH_STREAMING'
  | 'MATCH_COMPLETED'
  | 'MATCH_FAILED'
  | 'CUSTOMIZE_PENDING'
  | 'CUSTOMIZE_COMPLETED'
  | 'CUSTOMIZE_FAILED'
  | 'INTERVIEW_PENDING'
  | 'INTERVIEW_STREAMING'
  | 'INTERVIEW_COMPLETED'
  | 'INTERVIEW_FAILED'

export type ServiceStep = 'MATCH' | 'CUSTOMIZE' | 'INTERVIEW' | 'COMPLETED'
export type AssetStatus = 'PENDING' | 'COMPLETED' | 'FAILED'
export type AssetKind = 'resume' | 'detailed_resume'
export type Verdict = 'met' | 'partial' | 'missing'
export type OpState = 'applied' | 'undone' | 'rejected'

export interface Note {
  kind: string
  count: number
  pieces: string[]
}

export interface ResumeSummary {
  headline: string | null
  profile: string[]
  skills: string[]
  employments: {
    employer: string
    title: string
    start: string | null
    end: string | null
    duties: string[]
    highlights: string[]
  }[]
  projects: { name: string; role: string | null; duties: string[]; highlights: string[] }[]
  education: { school: string; degree: string | null; field: string | null }[]
}

export interface Asset {
  id: string
  status: AssetStatus
  failureCode: string | null
  fileName: string
  executionSessionId: string | null
  stateVersion: number
  lastUpdatedAt: string
  isFree: boolean
  notes: Note[]
  summary: ResumeSummary | null
  text: string
}

export interface Prices {
  resume: number
  detailedResume: number
  vision: number
  jobSummary: number
  match: number
  customize: number
  interview: number
}

export interface Profile {
  userId: string
  name: string | null
  email: string | null
  balance: number
  firstCoins: number
  prices: Prices
  resume: Asset | null
  detailedResume: Asset | null
}

export interface ServiceItem {
  id: string
  title: string | null
  company: string | null
  currentStep: ServiceStep
  currentStatus: ServiceStatus
  failureCode: string | null
  isFree: boolean
  score: number | null
  createdAt: string
  lastUpdatedAt: string
}

export interface ServicePage {
  items: ServiceItem[]
  nextCursor: string | null
}

export interface Requirement {
  id: string
  text: string
  importance: 'must' | 'nice'
  kind: string
  weight: number
}

export interface Quote {
  text: string
  source: 'resume' | 'detailed_resume'
  start: number
  end: number
}

export interface JudgedRequirement {
  requirement: Requirement
  verdict: Verdict
  quotes: Quote[]
  comment: string
  dropped: boolean
}

export interface KnowledgeSource {
  id: number
  title: string
  source: string
  category: string
}

export interface MatchResult {
  score: number
  level: 'high' | 'medium' | 'low'
  requirements: JudgedRequirement[]
  conclusion: string
  strengths: string[]
  gaps: string[]
  script: string
  script_notes: string[]
  sources: KnowledgeSource[]
}

export interface Op {
  n: number
  kind: 'reorder' | 'augment' | 'trim' | 'rewrite-lite'
  target: string
  original: string
  revised: string
  order: number[]
  reason: string
  sources: string[]
  state: OpState
  violations: { kind: string; text: string }[]
}

export interface CustomizedResume {
  ops: Op[]
  originalMarkdown: string
  markdownText: string
  markdownContent: string | null
  version: number
  degradeReason: string | null
  sources: KnowledgeSource[]
}

export interface InterviewResult {
  introduction_1min: string
  introduction_3min: string
  points: { question: string; why: string; answer_points: string[]; quotes: Quote[] }[]
  questions_to_ask: string[]
  notes: string[]
  sources: KnowledgeSource[]
}

export interface Service {
  id: string
  title: string | null
  currentStep: ServiceStep
  currentStatus: ServiceStatus
  failureCode: string | null
  executionSessionId: string | null
  stateVersion: number
  createdAt: string
  lastUpdatedAt: string
  isFree: boolean
  live: boolean
  queue: { position: number; expectedWaitS: number } | null
  job: {
    text: string
    summary: { title: string; company: string | null; place: string | null; salary: string | null } | null
    inputType: 'text' | 'image'
  }
  match: MatchResult | null
  customizedResume: CustomizedResume | null
  interview: InterviewResult | null
  texts: { resume: string; detailedResume: string }
}

export interface RunAccepted {
  executionSessionId: string
  status: ServiceStatus
  isFree: boolean
}

export interface LedgerLine {
  id: number
  kind: string
  steps: string[]
  coins: number
  outcome: string
  serviceId: string | null
  createdAt: string
}

export interface CoinsPage {
  balance: number
  packs: { coins: number; amountCents: number; currency: string }[]
  paymentsEnabled: boolean
  history: LedgerLine[]
  nextCursor: string | null
}
