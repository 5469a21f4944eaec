// After both builds of vite: a finished landing page for each language, sitemap.xml and robots.txt.
import { mkdir, readFile, writeFile } from 'node:fs/promises'

const site = (process.env.SITE_URL ?? 'https://careershaper.example').replace(/\/$/, '')
const { landingOf, metaOf, paths, LANG_TAG, LOCALES } = await import('../dist-ssr/prerender.js')
const shell = await readFile('dist/index.html', 'utf8')

const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = text => text.replace(/[&<>"]/g, letter => ENTITIES[letter])
const address = locale => site + paths.landing(locale)
const named = (name, content) => `<meta name="${name}" content="${escaped(content)}">`
const property = (name, content) => `<meta property="${name}" content="${escaped(content)}">`
const alternate = (tag, locale) => `<link rel="alternate" hreflang="${tag}" href="${address(locale)}">`

function headOf(locale) {
  const { title, description, product } = metaOf(locale)
  const picture = `${site}/og-${locale}.png`
  return [
    `<title>${escaped(title)}</title>`,
    named('description', description),
    `<link rel="canonical" href="${address(locale)}">`,
    ...LOCALES.map(other => alternate(LANG_TAG[other], other)),
    alternate('x-default', 'en'),
    property('og:type', 'website'),
    property('og:site_name', product),
    property('og:title', title),
    property('og:description', description),
    property('og:url', address(locale)),
    property('og:image', picture),
    property('og:image:width', '1200'),
    property('og:image:height', '630'),
    property('og:locale', locale === 'zh' ? 'zh_CN' : 'en_US'),
    named('twitter:card', 'summary_large_image'),
    named('twitter:image', picture),
    `<script type="application/ld+json">${structuredData(locale)}</script>`,
  ].join('\n    ')
}

function structuredData(locale) {
  const { description, product } = metaOf(locale)
  const data = {
    '@context': 'https://schema.org',
    '@type': 'SoftwareApplication',
    name: product,
    description,
    url: address(locale),
    inLanguage: LANG_TAG[locale],
    applicationCategory: 'BusinessApplication',
    operatingSystem: 'Web',
    offers: { '@type': 'Offer', price: '0', priceCurrency: locale === 'zh' ? 'CNY' : 'USD' },
  }
  return JSON.stringify(data).replaceAll('<', String.raw`\u003c`)
}

// Functions as replacements: in a plain string, "$&" and its like would be patterns.
async function pageOf(locale) {
  const body = await landingOf(locale)
  return shell
    .replace(/<html[^>]*>/, () => `<html lang="${LANG_TAG[locale]}">`)
    .replace(/<title>.*?<\/title>/s, () => headOf(locale))
    .replace('<div id="root"></div>', () => `<div id="root">${body}</div>`)
}

function sitemap() {
  const links = LOCALES.map(
    locale => `<xhtml:link rel="alternate" hreflang="${LANG_TAG[locale]}" href="${address(locale)}"/>`,
  ).join('')
  const entries = LOCALES.map(locale => `<url><loc>${address(locale)}</loc>${links}</url>`).join('')
  const spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset ${spaces}>${entries}</urlset>\n`
}

for (const locale of LOCALES) {
  await mkdir(`dist/${locale}`, { recursive: true })
  await writeFile(`dist/${locale}/index.html`, await pageOf(locale))
}
await writeFile('dist/sitemap.xml', sitemap())
await writeFile('dist/robots.txt', `User-agent: *\nAllow: /\nSitemap: ${site}/sitemap.xml\n`)
// Every other address gets the shell, which no search engine should list.
await writeFile('dist/index.html', shell.replace('<title>', () => '<meta name="robots" content="noindex"><title>'))
