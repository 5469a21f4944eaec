import type { ReactNode } from 'react'
import type { Service } from '@/api/types'
import { CancelRun } from '@/components/run/cancel-run'
import { QueueLine } from '@/components/run/queue-line'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { useText } from '@/lib/i18n'
import type { FollowState } from '@/lib/follow-run'

interface Props {
  service: Service
  /** A notice of the worker, such as that it waits for something. */
  stage: string | null
  connection: FollowState | null
  children?: ReactNode
}

/** What is going on right now, and that nobody has to wait for it. */
export function RunProgress({ service, stage, connection, children }: Props) {
  const { say, knows } = useText()
  const wanted = [stage, service.currentStatus].map(word => `service.stageNow.${word}`)
  const key = wanted.find(knows)
  const now = key && knows(key) ? say(key) : say('common.loading')
  return (
    <Card className="space-y-5">
      {children}
      <div className="space-y-3">
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
          <p role="status" className="font-medium">{now}</p>
          <Badge tone={service.isFree ? 'warning' : 'neutral'}>
            {say(service.isFree ? 'common.freeQueue' : 'common.paid')}
          </Badge>
        </div>
        <Progress label={now} />
        <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 text-sm text-muted-foreground">
          <p>
            {service.queue ? <QueueLine queue={service.queue} /> : say('service.minutes')} · {say('service.leave')}
          </p>
          <CancelRun serviceId={service.id} />
        </div>
        {connection === 'retrying' && <p className="text-sm text-warning">{say('common.connectionLost')}</p>}
        {connection === 'polling' && <p className="text-sm text-muted-foreground">{say('common.polling')}</p>}
      </div>
    </Card>
  )
}
