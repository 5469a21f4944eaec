import { useState } from 'react'
import type { CustomizedResume } from '@/api/types'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { useSwitchOp } from '@/data/customized-resume'
import { useFailureToast } from '@/data/use-failure-text'
import { OpCard } from '@/features/customize/op-card'
import { useText } from '@/lib/i18n'

interface Turn {
  n: number | 'all'
  state: 'applied' | 'undone'
}

/** All edits, those that were stopped at the end. */
export function OpList({ serviceId, customized }: { serviceId: string; customized: CustomizedResume }) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, isPending } = useSwitchOp(serviceId)
  const { ops } = customized
  const stopped = ops.filter(op => op.state === 'rejected')
  const allowed = ops.filter(op => op.state !== 'rejected')
  const applied = allowed.filter(op => op.state === 'applied').length
  const other = applied ? 'undone' : 'applied'
  const [asked, setAsked] = useState<Turn | null>(null)
  const turn = (wanted: Turn) => mutate(wanted, { onError: failed })
  // Switching makes the text anew; what the reader wrote in it is not lost without a question.
  const ask = (n: Turn['n'], state: Turn['state']) => (customized.edited ? setAsked({ n, state }) : turn({ n, state }))
  return (
    <div className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <p role="status" className="text-sm text-muted-foreground tabular-nums">
          {say('customize.diffText', { applied, undone: allowed.length - applied, rejected: stopped.length })}
        </p>
        {allowed.length > 0 && (
          <Button disabled={isPending} onClick={() => ask('all', other)}>
            {say(applied ? 'customize.undoAll' : 'customize.redoAll')}
          </Button>
        )}
      </div>
      {customized.edited && <Alert tone="info" title={say('customize.edited')} />}
      <Confirm
        open={asked !== null}
        onOpenChange={open => open || setAsked(null)}
        title={say('customize.replaceTitle')}
        text={say('customize.edited')}
        action={say('customize.replace')}
        onConfirm={() => asked && turn(asked)}
      />
      <ul aria-label={say('customize.diffTitle')} className="space-y-4">
        {allowed.map(op => (
          <li key={op.n}><OpCard op={op} isBusy={isPending} onTurn={state => ask(op.n, state)} /></li>
        ))}
      </ul>
      {stopped.length > 0 && (
        <section className="space-y-4">
          <div>
            <h3 className="font-semibold tracking-tight">{say('customize.rejectedTitle')}</h3>
            <p className="mt-1 text-sm leading-relaxed text-muted-foreground">{say('customize.rejectedText')}</p>
          </div>
          <ul className="space-y-4">
            {stopped.map(op => <li key={op.n}><OpCard op={op} isBusy /></li>)}
          </ul>
        </section>
      )}
    </div>
  )
}
