import { StrictMode } from 'react'
import { AppRoutes } from '@/app/routes'
import { CrashBoundary } from '@/app/crash-boundary'
import { LanguageOfAddress } from '@/app/language-of-address'
import type { Locale } from '@/lib/locale'
import type { Dictionary } from '@/locales/zh'

/** Everything below the router: the same tree in the browser and in prerendering. */
export function Root({ locale, dictionary }: { locale: Locale; dictionary: Dictionary }) {
  return (
    <StrictMode>
      <LanguageOfAddress locale={locale} dictionary={dictionary}>
        <CrashBoundary>
          <AppRoutes />
        </CrashBoundary>
      </LanguageOfAddress>
    </StrictMode>
  )
}
