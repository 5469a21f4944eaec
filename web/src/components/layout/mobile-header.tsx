import { Menu } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useText } from '@/lib/i18n'

interface Props {
  onMenu: () => void
  coins: ReactNode
  account: ReactNode
}

/** The top of a small screen: drawer, coins, account. */
export function MobileHeader({ onMenu, coins, account }: Props) {
  const { say } = useText()
  return (
    <header className="sticky top-0 z-30 flex h-16 items-center justify-between gap-2 bg-background/90 px-3 backdrop-blur-md lg:hidden">
      <IconButton label={say('common.menu')} onClick={onMenu}>
        <Menu />
      </IconButton>
      <div className="flex items-center gap-1 [&_[data-name]]:hidden">
        {coins}
        {account}
      </div>
    </header>
  )
}
