import type { ReactNode } from 'react'
import type { Op } from '@/api/types'
import { Diff } from '@/components/diff'
import { NewOrder } from '@/features/customize/new-order'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

/** Original and revised side by side; one above the other on phones. */
export function OpChange({ op }: { op: Op }) {
  const { say } = useText()
  const { original, revised, kind, order = [] } = op
  if (kind === 'reorder')
    return revised ? (
      <NewOrder names={revised.split('\n')} order={order} />
    ) : (
      <p className="text-sm leading-relaxed">{say('customize.reorderText')}</p>
    )
  return (
    <div className={cn('grid gap-3', original && 'md:grid-cols-2')}>
      {original && <Side title={say('customize.original')}><Diff before={original} after={revised} side="before" /></Side>}
      <Side title={say('customize.revised')}>
        {revised ? (
          <Diff before={original} after={revised} side="after" />
        ) : (
          <p className="text-sm text-muted-foreground">{say('customize.trimText')}</p>
        )}
      </Side>
    </div>
  )
}

const Side = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="rounded-xl bg-muted p-4">
    <p className="mb-1 text-xs font-medium text-muted-foreground">{title}</p>
    {children}
  </div>
)
