import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import { Select } from '@/components/ui/select'
import { faultsFor, KINDS, TASKS, waitingFor, type Task } from '@/features/local/faults'
import { useFaults, useQueueFaults } from '@/features/local/use-local-stack'
import { useText } from '@/lib/i18n'

const TIMES = ['1', '2', '8'] as const
type Times = (typeof TIMES)[number]

/** Spoils the next requests of a step. */
export function FaultForm() {
  const { say } = useText()
  const [task, setTask] = useState<Task>('job_match')
  const [times, setTimes] = useState<Times>('1')
  const { data: faults } = useFaults()
  const queue = useQueueFaults()
  if (faults === null) return <p className="text-sm text-muted-foreground">{say('local.realModels')}</p>

  const waiting = waitingFor(faults ?? [])
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap gap-x-6 gap-y-4">
        <Select label={say('local.task')} value={task} onChange={setTask}
          options={TASKS.map(value => ({ value, text: say(`coins.steps.${value}`) }))} />
        <div className="space-y-1.5">
          <p aria-hidden className="text-sm font-medium">{say('local.times')}</p>
          <Choice label={say('local.times')} value={times} onChange={setTimes}
            options={TIMES.map(value => ({ value, text: say('local.timesOption', { count: value }) }))} />
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {KINDS.map(kind => (
          <Button key={kind} onClick={() => queue.mutate(faultsFor(kind, task, Number(times)))}>
            {say(`local.kinds.${kind}`)}
          </Button>
        ))}
      </div>
      <div className="flex min-h-10 flex-wrap items-center gap-2" aria-live="polite">
        {waiting.length === 0 && <p className="text-sm text-muted-foreground">{say('local.noneWaiting')}</p>}
        {waiting.map(entry => (
          <Badge key={entry.task} tone="warning">
            {say('local.waiting', { task: say(`coins.steps.${entry.task}`), count: entry.count })}
          </Badge>
        ))}
        {waiting.length > 0 && (
          <Button variant="ghost" onClick={() => queue.mutate(null)}>
            {say('local.forget')}
          </Button>
        )}
      </div>
    </div>
  )
}
