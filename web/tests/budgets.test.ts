import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}

const dist = path.resolve(import.meta.dirname, '../dist')
const isBuilt = existsSync(path.join(dist, '.vite/manifest.json'))
const manifest = isBuilt ? (JSON.parse(readFileSync(path.join(dist, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>) : {}
const gzipped = (file: string) => gzipSync(readFileSync(path.join(dist, file))).length / 1000

/** All chunks the browser must have before these can run. */
function needed(...entries: string[]): Set<string> {
  const names = new Set<string>()
  const visit = (name: string) => {
    if (names.has(name)) return
    names.add(name)
    manifest[name].imports?.forEach(visit)
  }
  entries.forEach(visit)
  return names
}

const weight = (names: Set<string>) => [...names].reduce((sum, name) => sum + gzipped(manifest[name].file), 0)
const LANDING = ['index.html', 'src/locales/zh.ts']
const WORKBENCH = [...LANDING, 'src/pages/area.tsx', 'src/pages/workbench.tsx', 'src/pages/service.tsx']

test.skipIf(!isBuilt)('the landing page needs at most 120 kB of script', () => {
  expect(weight(needed(...LANDING))).toBeLessThan(120)
})

test.skipIf(!isBuilt)('the workbench needs at most 200 kB before its lazy parts', () => {
  expect(weight(needed(...WORKBENCH))).toBeLessThan(200)
})

test.skipIf(!isBuilt)('editor and viewer come only when they are wanted', () => {
  const early = [...needed(...WORKBENCH)].filter(name => /editor|pdf/.test(name))
  expect(early).toEqual([])
})

test.skipIf(!isBuilt)('styles weigh at most 15 kB', () => {
  const styles = readdirSync(path.join(dist, 'assets')).filter(name => name.endsWith('.css'))
  expect(styles.reduce((sum, name) => sum + gzipped(`assets/${name}`), 0)).toBeLessThan(15)
})
