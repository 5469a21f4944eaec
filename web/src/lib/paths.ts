import type { Locale } from '@/lib/locale'

export type ProfileTab = 'assets' | 'coins' | 'account'

/** The only place with addresses. */
export const paths = {
  landing: (locale: Locale) => `/${locale}`,
  signIn: (locale: Locale, next?: string) =>
    `/${locale}/sign-in${next ? `?${new URLSearchParams({ next })}` : ''}`,
  signUp: (locale: Locale) => `/${locale}/sign-up`,
  resetPassword: (locale: Locale) => `/${locale}/reset-password`,
  goodbye: (locale: Locale) => `/${locale}/goodbye`,
  workbench: (locale: Locale) => `/${locale}/workbench`,
  service: (locale: Locale, id: string) => `/${locale}/workbench/${id}`,
  profile: (locale: Locale, tab?: ProfileTab) => `/${locale}/profile${tab ? `?tab=${tab}` : ''}`,
}
