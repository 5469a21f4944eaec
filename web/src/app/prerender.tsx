import { prerender } from 'react-dom/static'
import { StaticRouter } from 'react-router'
import { Root } from '@/app/root'
import config from '@/generated/config.json'
import { LANG_TAG, LOCALES, type Locale } from '@/lib/locale'
import { paths } from '@/lib/paths'
import en from '@/locales/en'
import zh from '@/locales/zh'

const dictionaries = { zh, en }
export { LANG_TAG, LOCALES, paths }

/** Title and description of a landing page, blanks filled. */
export function metaOf(locale: Locale) {
  const { title, description, product } = dictionaries[locale].meta
  return { title, product, description: description.replace('{coins}', String(config.firstCoins)) }
}

/** The landing page of a language as HTML; the browser goes on from the very same tree. */
export async function landingOf(locale: Locale): Promise<string> {
  const { prelude } = await prerender(
    <StaticRouter location={paths.landing(locale)}>
      <Root locale={locale} dictionary={dictionaries[locale]} />
    </StaticRouter>,
  )
  return new Response(prelude).text()
}
