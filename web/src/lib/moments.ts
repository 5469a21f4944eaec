import { LANG_TAG, type Locale } from '@/lib/locale'

/** A moment as people of this language write it; short, with the time. */
export const momentText = (iso: string, locale: Locale) =>
  new Intl.DateTimeFormat(LANG_TAG[locale], { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso))
