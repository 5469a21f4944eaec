import { createContext, use, useCallback, useMemo, type ReactNode } from 'react'
import type { Locale } from '@/lib/locale'
import type { Dictionary } from '@/locales/zh'

type Leaves<T, Prefix extends string = ''> = {
  [K in keyof T & string]: T[K] extends string ? `${Prefix}${K}` : Leaves<T[K], `${Prefix}${K}.`>
}[keyof T & string]

/** Every text of the product; a missing or misspelt one does not compile. */
export type TextKey = Leaves<Dictionary>
export type Blanks = Record<string, string | number>
export type Say = (key: TextKey, blanks?: Blanks) => string

/** One lazy chunk a language. */
export const loadDictionary: Record<Locale, () => Promise<{ default: Dictionary }>> = {
  zh: () => import('@/locales/zh'),
  en: () => import('@/locales/en'),
}

interface Language {
  locale: Locale
  dictionary: Dictionary
}

const LanguageContext = createContext<Language | null>(null)

export function LanguageProvider({ locale, dictionary, children }: Language & { children: ReactNode }) {
  const language = useMemo(() => ({ locale, dictionary }), [locale, dictionary])
  return <LanguageContext value={language}>{children}</LanguageContext>
}

/** The texts of the reader's language. */
export function useText(): { say: Say; locale: Locale; knows: (key: string) => key is TextKey } {
  const language = use(LanguageContext)
  if (!language) throw new Error('LanguageProvider is missing')
  const { dictionary, locale } = language
  const say = useCallback<Say>((key, blanks) => fill(lookUp(dictionary, key) ?? key, blanks), [dictionary])
  const knows = useCallback((key: string): key is TextKey => lookUp(dictionary, key) !== undefined, [dictionary])
  return { say, locale, knows }
}

function lookUp(dictionary: Dictionary, key: string): string | undefined {
  let node: unknown = dictionary
  for (const part of key.split('.')) node = (node as Record<string, unknown> | undefined)?.[part]
  return typeof node === 'string' ? node : undefined
}

const fill = (text: string, blanks: Blanks = {}) =>
  text.replace(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank))
