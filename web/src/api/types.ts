/** The shapes the app works with, by the names the app uses; all of them come from the API's contract. */
import type { components } from '@/api/schema.gen'

type Schemas = components['schemas']

export type ServiceStatus = Schemas['ServiceStatus']
export type ServiceStep = Schemas['ServiceStep']
export type Verdict = Schemas['Verdict']
export type OpState = Exclude<Schemas['OpState'], 'rejected'>
export type AssetKind = 'resume' | 'detailed_resume'

export type Profile = Schemas['Profile']
export type Prices = Schemas['Prices']
export type Asset = Schemas['AssetView']
export type ResumeSummary = Schemas['ResumeSummary']
export type Service = Schemas['ServiceView']
export type ServiceItem = Schemas['ServiceItem']
export type MatchResult = Schemas['MatchResult']
export type JudgedRequirement = Schemas['JudgedRequirement']
export type CustomizedResume = Schemas['CustomizedView']
export type Op = Schemas['Op']
export type InterviewResult = Schemas['InterviewResult']
export type KnowledgeSource = Schemas['KnowledgeSource']
export type LedgerLine = Schemas['LedgerLine']

/** What reading a file turned up; the contract leaves its shape open. */
export interface Note {
  kind: string
  count: number
  pieces?: string[]
}
