import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Brand } from '@/components/brand'
import { LanguageToggle } from '@/components/language-toggle'
import { ThemeToggle } from '@/components/theme-toggle'
import { Card } from '@/components/ui/card'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useTitle } from '@/lib/use-title'

interface Props {
  title: string
  text: string
  children: ReactNode
  below: ReactNode
}

/** The quiet page around signing in and signing up. */
export function AuthFrame({ title, text, children, below }: Props) {
  const { say, locale } = useText()
  useTitle(title)
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex h-16 items-center justify-between px-4 sm:px-6">
        <Link to={paths.landing(locale)} className="inline-flex min-h-10 items-center">
          <Brand />
        </Link>
        <div className="flex items-center">
          <LanguageToggle />
          <ThemeToggle />
        </div>
      </header>
      <main id="main" className="mx-auto flex w-full max-w-md flex-1 flex-col justify-center px-4 pt-6 pb-24">
        <Card className="space-y-6 sm:p-8">
          <div className="space-y-2">
            <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
            <p className="leading-relaxed text-muted-foreground">{text}</p>
          </div>
          {children}
        </Card>
        <div className="mt-6 text-center text-sm text-muted-foreground">{below}</div>
        <p className="mt-10 text-center text-xs text-muted-foreground">{say('auth.promise')}</p>
      </main>
    </div>
  )
}
