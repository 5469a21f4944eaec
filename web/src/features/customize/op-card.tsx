import { Redo2, ShieldX, Undo2 } from 'lucide-react'
import type { Op } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { OpChange } from '@/features/customize/op-change'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

interface Props {
  op: Op
  isBusy: boolean
  onTurn?: (state: 'applied' | 'undone') => void
}

/** One edit: before and after, why, and a way back. */
export function OpCard({ op, isBusy, onTurn }: Props) {
  const { say, knows } = useText()
  const section = `customize.sections.${op.target.split('.')[0]}`
  const { sources = [] } = op
  const isApplied = op.state === 'applied'
  return (
    <Card className={cn('space-y-3 py-4', op.state === 'undone' && 'bg-transparent shadow-none inset-ring inset-ring-border')} data-state={op.state}>
      <div className="flex min-h-10 items-center gap-2">
        <Badge tone="primary">{say(`customize.kinds.${op.kind}`)}</Badge>
        {knows(section) && <span className="text-sm text-muted-foreground">{say(section)}</span>}
        {op.state === 'rejected' && <Badge tone="danger" className="ml-auto"><ShieldX />{say('customize.rejected')}</Badge>}
        {onTurn && (
          <Button variant="ghost" className="-mr-3 ml-auto px-3" disabled={isBusy} onClick={() => onTurn(isApplied ? 'undone' : 'applied')}>
            {isApplied ? <Undo2 /> : <Redo2 />}
            {say(isApplied ? 'customize.undo' : 'customize.redo')}
          </Button>
        )}
      </div>
      <OpChange op={op} />
      {op.violations.map((violation, index) => (
        <p key={index} className="text-sm leading-relaxed font-medium text-destructive">
          {say('customize.violation', { kind: kindOf(violation.kind), text: violation.text })}
        </p>
      ))}
      {op.reason && (
        <p className="text-sm leading-relaxed wrap-anywhere">
          <span className="font-medium">{say('customize.reason')} </span>
          <span className="text-muted-foreground">{op.reason}</span>
        </p>
      )}
      {sources.length > 0 && (
        <p className="text-sm leading-relaxed wrap-anywhere">
          <span className="font-medium">{say('customize.sources')} </span>
          <span className="text-muted-foreground">{sources.map(source => `“${source}”`).join(' ')}</span>
        </p>
      )}
    </Card>
  )

  function kindOf(kind: string): string {
    const key = `customize.violations.${kind}`
    return knows(key) ? say(key) : kind
  }
}
