import { Link } from 'react-router'
import type { LedgerLine } from '@/api/types'
import { Badge, type BadgeTone } from '@/components/ui/badge'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'
import { momentText } from '@/lib/moments'
import { paths } from '@/lib/paths'

const TONES: Record<string, BadgeTone> = { held: 'primary', returned: 'warning', received: 'success' }

/** One line: what coins were for, and what became of them. */
export function LedgerRow({ line }: { line: LedgerLine }) {
  const { say, knows, locale } = useText()
  const text = (key: string, otherwise: string) => (knows(key) ? say(key) : otherwise)
  const steps = line.steps.map(step => text(`coins.steps.${step}`, step)).join(' + ')
  const what = steps || text(`coins.kinds.${line.kind}`, line.kind)
  return (
    <tr className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1 border-t px-6 py-3 md:table-row md:px-0">
      <td className="order-3 text-xs text-muted-foreground tabular-nums md:px-6 md:py-3 md:text-sm md:whitespace-nowrap">
        {momentText(line.createdAt, locale)}
      </td>
      <td className="order-1 md:px-6 md:py-3">
        {line.serviceId ? (
          <Link to={paths.service(locale, line.serviceId)} className="underline-offset-4 hover:underline">{what}</Link>
        ) : what}
      </td>
      <td className="order-4 text-right md:px-6 md:py-3 md:text-left">
        <Badge tone={TONES[line.outcome] ?? 'neutral'}>{text(`coins.outcomes.${line.outcome}`, line.outcome)}</Badge>
      </td>
      <td
        className={cn(
          'order-2 text-right font-medium tabular-nums md:px-6 md:py-3',
          line.coins > 0 && 'text-success',
          line.outcome === 'returned' && 'text-muted-foreground line-through',
        )}
      >
        {line.coins > 0 ? `+${line.coins}` : String(line.coins).replace('-', '−')}
      </td>
    </tr>
  )
}
