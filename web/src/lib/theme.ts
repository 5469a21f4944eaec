import { useSyncExternalStore } from 'react'

export type Theme = 'light' | 'dark'

const watchers = new Set<() => void>()
const root = () => document.documentElement

/** Switches the page at once and remembers the choice; `theme.js` applies it before the next first paint. */
export function setTheme(theme: Theme): void {
  root().classList.toggle('dark', theme === 'dark')
  try {
    localStorage.setItem('theme', theme)
  } catch {
    // Storage may be blocked; the choice then lasts until the page is left.
  }
  for (const changed of watchers) changed()
}

const current = (): Theme => (root().classList.contains('dark') ? 'dark' : 'light')

function watch(changed: () => void): () => void {
  watchers.add(changed)
  return () => void watchers.delete(changed)
}

export const useTheme = (): Theme => useSyncExternalStore(watch, current, () => 'light')
