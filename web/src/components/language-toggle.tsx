import { Languages } from 'lucide-react'
import { Link, useLocation } from 'react-router'
import { useText } from '@/lib/i18n'
import { withLocale } from '@/lib/locale'
import { buttonLook } from '@/components/ui/button'

/** The same page in the other language. */
export function LanguageToggle() {
  const { say, locale } = useText()
  const { pathname, search, hash } = useLocation()
  const other = locale === 'zh' ? 'en' : 'zh'
  return (
    <Link
      to={withLocale(pathname, other) + search + hash}
      replace
      className={buttonLook({ variant: 'ghost', className: 'px-3' })}
    >
      <Languages className="hidden sm:block" />
      <span className="sr-only">{say('common.otherLanguage')} · </span>
      <span lang={other}>{say('common.otherLanguageShort')}</span>
    </Link>
  )
}
