export const LOCALES = ['zh', 'en'] as const
export type Locale = (typeof LOCALES)[number]
export const LANG_TAG: Record<Locale, string> = { zh: 'zh-CN', en: 'en' }

/** The locale an address names, or null where it names none. */
export const localeIn = (path: string): Locale | null =>
  (path.match(/^\/(zh|en)(?=\/|$)/)?.[1] as Locale | undefined) ?? null

/** The same address in another language. */
export const withLocale = (path: string, locale: Locale) =>
  path.replace(/^\/(zh|en)(?=\/|$)/, `/${locale}`)

/** What the reader's browser asks for; used only where the address says nothing. */
export const preferredLocale = (languages: readonly string[]): Locale =>
  languages.find(tag => /^(zh|en)/i.test(tag))?.toLowerCase().startsWith('zh') ? 'zh' : 'en'

/** Who chose a language gets it at the front door next time; the server reads this cookie. */
export function rememberLocale(locale: Locale): void {
  document.cookie = `locale=${locale}; path=/; max-age=31536000; samesite=lax`
}
