import { Plus } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { Brand } from '@/components/brand'
import { LanguageToggle } from '@/components/language-toggle'
import { ThemeToggle } from '@/components/theme-toggle'
import { buttonLook } from '@/components/ui/button'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Name, new service, history; below coins, account, toggles. */
export function Sidebar({ history, coins, account }: { history: ReactNode; coins: ReactNode; account: ReactNode }) {
  const { say, locale } = useText()
  return (
    <>
      <div className="flex h-16 shrink-0 items-center px-5">
        <Link to={paths.workbench(locale)} className="inline-flex min-h-10 items-center">
          <Brand />
        </Link>
      </div>
      <div className="px-3 pb-3">
        <Link to={paths.workbench(locale)} className={buttonLook({ className: 'w-full justify-start bg-card px-2 shadow-card' })}>
          <Plus />
          {say('workbench.new')}
        </Link>
      </div>
      <nav aria-label={say('workbench.history')} className="min-h-0 flex-1 overflow-y-auto px-3 pb-4">
        {history}
      </nav>
      <div className="space-y-1 p-3">
        <div className="flex items-center justify-between">
          {coins}
          <div className="flex">
            <LanguageToggle />
            <ThemeToggle />
          </div>
        </div>
        {account}
      </div>
    </>
  )
}
