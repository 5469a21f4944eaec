import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import config from '@/generated/config.json'
import en from '@/locales/en'
import zh from '@/locales/zh'

const dist = path.resolve(import.meta.dirname, '../dist')
const isBuilt = existsSync(path.join(dist, 'zh/index.html'))
const read = (file: string) => readFileSync(path.join(dist, file), 'utf8')
const page = (file: string) => new DOMParser().parseFromString(read(file), 'text/html')
const PAGES = [
  { locale: 'zh', tag: 'zh-CN', texts: zh },
  { locale: 'en', tag: 'en', texts: en },
] as const

test.skipIf(!isBuilt).each(PAGES)('the $locale page is finished HTML with its own title, description and picture', ({ locale, tag, texts }) => {
  const document = page(`${locale}/index.html`)
  const meta = (name: string) => document.querySelector(`meta[name="${name}"], meta[property="${name}"]`)?.getAttribute('content')
  expect(document.documentElement.lang).toBe(tag)
  expect(document.title).toBe(texts.meta.title)
  expect(meta('description')).toBe(texts.meta.description.replace('{coins}', String(config.firstCoins)))
  expect(meta('og:title')).toBe(texts.meta.title)
  expect(existsSync(path.join(dist, new URL(meta('og:image')!).pathname))).toBe(true)
  expect(document.querySelector('h1')?.textContent).toBe(texts.landing.title)
  expect(document.querySelector('link[rel=canonical]')?.getAttribute('href')).toMatch(new RegExp(`/${locale}$`))
  const languages = [...document.querySelectorAll('link[rel=alternate]')].map(link => link.getAttribute('hreflang'))
  expect(languages).toEqual(['zh-CN', 'en', 'x-default'])
})

test.skipIf(!isBuilt).each(PAGES)('the $locale page describes the product for machines', ({ locale, texts }) => {
  const data = JSON.parse(page(`${locale}/index.html`).querySelector('script[type="application/ld+json"]')!.textContent) as Record<string, unknown>
  expect(data).toMatchObject({ '@context': 'https://schema.org', '@type': 'SoftwareApplication', name: texts.meta.product })
})

test.skipIf(!isBuilt)('prices on the page are those of the backend', () => {
  const prices = [...page('zh/index.html').querySelectorAll('tbody td:last-child')].map(cell => cell.textContent)
  const { steps, services } = config
  const owed = [steps.resume_summary, steps.detailed_resume_summary, steps.resume_vision, services.text, services.image, services.customize, services.interview]
  expect(prices).toEqual([...owed.map(String), zh.landing.prices.none])
})

test.skipIf(!isBuilt)('search engines find both pages, and not the shell', () => {
  expect(read('robots.txt')).toContain('Sitemap: ')
  for (const { locale } of PAGES) expect(read('sitemap.xml')).toMatch(new RegExp(`<loc>[^<]+/${locale}</loc>`))
  expect(page('index.html').querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex')
})
