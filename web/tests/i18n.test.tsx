import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Degraded } from '@/features/customize/degraded'
import { LanguageProvider, useText, type TextKey } from '@/lib/i18n'
import { localeIn, preferredLocale, withLocale } from '@/lib/locale'
import en from '@/locales/en'
import zh from '@/locales/zh'

const backend = path.resolve(import.meta.dirname, '../../shared')
const source = (file: string) => readFileSync(path.join(backend, file), 'utf8')
const found = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(match => match[1])

function everySource(): string {
  const files = readdirSync(backend, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.py'))
  return files.map(source).join('\n')
}

const leaves = (node: object, at = ''): string[] =>
  Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? [`${at}${key} ${(value.match(/\{\w+\}/g) ?? []).sort()}`] : leaves(value as object, `${at}${key}.`),
  )

/** The words of a StrEnum. */
const enumOf = (file: string, name: string) => found(source(file).split(`class ${name}(`)[1].split('\nclass ')[0], /^ {4}[A-Z_0-9]+ = "([^"]+)"/gm)

test('both languages have the same texts with the same blanks', () => {
  expect(leaves(en)).toEqual(leaves(zh))
})

test('no text is empty, and no English text holds Chinese', () => {
  const texts = (node: object): string[] => Object.values(node).flatMap(value => (typeof value === 'string' ? [value] : texts(value as object)))
  expect([...texts(zh), ...texts(en)].filter(text => !text.trim())).toEqual([])
  expect(texts(en).filter(text => /\p{Script=Han}/u.test(text))).toEqual(['切换到中文', '中文'])
})

test('every reason a run can fail for has its text', () => {
  const codes = enumOf('models/words.py', 'FailureCode')
  expect(codes.length).toBeGreaterThan(15)
  expect(codes.filter(code => !(code in zh.failures))).toEqual([])
})

test('every code the API answers with has its text', () => {
  const named = found(source('errors.py'), /code(?:: str)? = (?:\d+, )?"(\w+)"/g).concat(
    found(source('errors.py'), /status, code(?:, \w+)? = \d+, "(\w+)"/g),
  )
  const raised = found(everySource(), /Invalid(?:Input|Document)\(\s*"(\w+)"/g)
  expect(named.length).toBeGreaterThan(15)
  expect([...new Set([...named, ...raised])].filter(code => !(code in zh.errors))).toEqual([])
})

test('every note about a file, kind of edit, violation and step of the ledger has its text', () => {
  expect(enumOf('models/document.py', 'NoteKind').filter(kind => !(kind in zh.assets.noteKinds))).toEqual([])
  expect(enumOf('models/customize.py', 'OpKind').filter(kind => !(kind in zh.customize.kinds))).toEqual([])
  expect(enumOf('models/words.py', 'Step').filter(step => !(step in zh.coins.steps))).toEqual([])
  const violations = found(source('models/customize.py').split('class Violation')[1].split(']')[0], /"(\w+)"/g)
  expect(violations.filter(kind => !(kind in zh.customize.violations))).toEqual([])
})

test('every reason why a tailored resume is less than it could be is told on the page', () => {
  const rule = source('usecases/steps/resume_customize.py').split('def _degraded(')[1].split('\ndef ')[0]
  const codes = found(rule, /return "(\w+)"/g)
  expect(codes.length).toBeGreaterThan(2)
  const told = (reason: string | null, locale: 'zh' | 'en') =>
    render(<LanguageProvider locale={locale} dictionary={{ zh, en }[locale]}><Degraded reason={reason} /></LanguageProvider>).container.textContent
  for (const locale of ['zh', 'en'] as const) {
    const texts = codes.map(code => told(code, locale))
    expect(texts.filter(text => !text || codes.some(code => text.includes(code)))).toEqual([])
    expect(new Set(texts).size).toBe(codes.length)
    expect(told(null, locale)).toBe('')
  }
})

test('everything the proof of a deletion counts has its name', () => {
  const counted = found(source('dal/accounts.py').split('def rows_of(')[1].split('\ndef ')[0], /\) AS (\w+)/g)
  expect(counted.length).toBeGreaterThan(8)
  expect([...counted, 'objects', 'keys'].filter(kind => !(kind in zh.account.proof.kinds))).toEqual([])
})

test('step 2 has the texts it is owed in both languages', () => {
  for (const key of ['title', 'cta', 'start', 'success', 'fail', 'diffTitle', 'exportPdf'] as const)
    for (const { customize } of [zh, en]) expect(customize[key]).toBeTruthy()
})

test('blanks are filled, also where a value looks like a pattern', () => {
  const Price = () => useText().say('landing.start', { coins: '$&8' })
  const { container } = render(<LanguageProvider locale="en" dictionary={en}><Price /></LanguageProvider>)
  expect(container.textContent).toBe('Try it free ($&8 coins included)')
})

test('a key that only the server knows is recognised before it is used', () => {
  const Known = () => {
    const { knows } = useText()
    return ['failures.RATE_LIMITED', 'failures.NEWER', 'failures', 'nothing.at.all'].map(key => String(knows(key as TextKey))).join()
  }
  const { container } = render(<LanguageProvider locale="zh" dictionary={zh}><Known /></LanguageProvider>)
  expect(container.textContent).toBe('true,false,false,false')
})

test('switching the language changes only its part of the address', () => {
  expect(withLocale('/en/workbench/7', 'zh')).toBe('/zh/workbench/7')
  expect(withLocale('/zh', 'en')).toBe('/en')
  expect(withLocale('/english/en', 'zh')).toBe('/english/en')
  expect(localeIn('/zhang')).toBeNull()
})

test('a guest gets the language the browser asks for, English if it is neither', () => {
  expect(preferredLocale(['zh-TW', 'en'])).toBe('zh')
  expect(preferredLocale(['fr', 'en-US', 'zh'])).toBe('en')
  expect(preferredLocale(['fr'])).toBe('en')
})
