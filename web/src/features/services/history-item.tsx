import { NavLink } from 'react-router'
import type { ServiceItem } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { StatusBadge } from '@/features/services/status-badge'
import { isLive } from '@/data/state-view'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** A job in the history: what it is, how it stands, in which queue it runs. */
export function HistoryItem({ item }: { item: ServiceItem }) {
  const { say, locale } = useText()
  const live = isLive(item.currentStatus)
  return (
    <NavLink
      to={paths.service(locale, item.id)}
      className={({ isActive }) =>
        cn('block rounded-lg px-2 py-2 transition-colors hover:bg-secondary', isActive && 'bg-secondary')
      }
    >
      <span className="block truncate text-sm font-medium">{item.title || say('workbench.untitled')}</span>
      <span className="mt-1 flex min-w-0 items-center gap-1.5">
        <StatusBadge item={item} />
        {live && (
          <Badge tone={item.isFree ? 'warning' : 'neutral'}>{say(item.isFree ? 'common.freeQueue' : 'common.paid')}</Badge>
        )}
        {!live && item.company && <span className="truncate text-xs text-muted-foreground">{item.company}</span>}
        {!live && item.score !== null && (
          <span className="ml-auto text-xs font-medium text-muted-foreground tabular-nums" title={say('match.score')}>
            <span className="sr-only">{say('match.score')} </span>
            {item.score}
          </span>
        )}
      </span>
    </NavLink>
  )
}
