import { Link } from 'react-router'
import { Brand } from '@/components/brand'
import { LanguageToggle } from '@/components/language-toggle'
import { ThemeToggle } from '@/components/theme-toggle'
import { buttonLook } from '@/components/ui/button'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

const SECTIONS = ['values', 'how', 'prices', 'questions'] as const

/** Name, sections, toggles, sign-in. */
export function LandingHeader() {
  const { say, locale } = useText()
  return (
    <header className="sticky top-0 z-30 bg-background/85 backdrop-blur-md">
      <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-4 px-4 sm:px-6">
        <Link to={paths.landing(locale)} className="inline-flex min-h-10 items-center whitespace-nowrap">
          <Brand />
        </Link>
        <nav aria-label={say('meta.product')} className="hidden gap-1 lg:flex">
          {SECTIONS.map(section => (
            <a key={section} href={`#${section}`} className={buttonLook({ variant: 'ghost' })}>
              {say(`landing.nav.${section}`)}
            </a>
          ))}
        </nav>
        <div className="flex items-center">
          <LanguageToggle />
          <ThemeToggle />
          <Link to={paths.signIn(locale)} className={buttonLook({ className: 'ml-1 px-3 sm:ml-2 sm:px-4' })}>
            {say('auth.signIn')}
          </Link>
        </div>
      </div>
    </header>
  )
}
