import { useState, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { MobileHeader } from '@/components/layout/mobile-header'
import { Sidebar } from '@/components/layout/sidebar'
import { Drawer } from '@/components/ui/drawer'
import { useText } from '@/lib/i18n'

interface Props {
  history: ReactNode
  coins: ReactNode
  account: ReactNode
  children: ReactNode
}

/** Two panes: what there is on the left, what one does on the right. On phones the left one is a drawer. */
export function Shell({ history, coins, account, children }: Props) {
  const { say } = useText()
  const { pathname } = useLocation()
  // Open at one address only: going to another page closes it.
  const [openAt, setOpenAt] = useState<string | null>(null)

  const sidebar = <Sidebar history={history} coins={coins} account={account} />
  return (
    <div className="lg:pl-72">
      <a
        href="#main"
        className="sr-only z-50 rounded-lg bg-primary px-4 py-2 text-sm text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        {say('common.skip')}
      </a>
      <aside className="fixed inset-y-0 left-0 hidden w-72 flex-col bg-sidebar lg:flex" aria-label={say('workbench.history')}>
        {sidebar}
      </aside>
      <MobileHeader onMenu={() => setOpenAt(pathname)} coins={coins} account={account} />
      <Drawer
        open={openAt === pathname}
        onOpenChange={open => setOpenAt(open ? pathname : null)}
        title={say('meta.product')}
        description={say('workbench.history')}
      >
        {sidebar}
      </Drawer>
      <main id="main" tabIndex={-1} className="min-h-[calc(100dvh-4rem)] outline-none lg:min-h-dvh">
        {children}
      </main>
    </div>
  )
}
