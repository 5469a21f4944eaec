import { readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { setTheme } from '@/lib/theme'

const script = readFileSync(path.resolve(import.meta.dirname, '../public/theme.js'), 'utf8')
const isDark = () => document.documentElement.classList.contains('dark')

/** What happens in the head of the page, before anything is painted. */
function load({ systemIsDark }: { systemIsDark: boolean }): boolean {
  document.documentElement.className = ''
  vi.stubGlobal('matchMedia', () => ({ matches: systemIsDark }))
  new Function(script)()
  return isDark()
}

beforeEach(() => localStorage.clear())

test('without a choice the system decides', () => {
  expect(load({ systemIsDark: true })).toBe(true)
  expect(load({ systemIsDark: false })).toBe(false)
})

test('a choice holds at once and at the next visit', () => {
  setTheme('dark')
  expect(isDark()).toBe(true)
  expect(load({ systemIsDark: false })).toBe(true)
  setTheme('light')
  expect(load({ systemIsDark: true })).toBe(false)
})
