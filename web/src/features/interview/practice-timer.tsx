import { Pause, Play, RotateCcw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { Progress } from '@/components/ui/progress'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

/** Counts how long one speaks, against how long one may. */
export function PracticeTimer({ seconds }: { seconds: number }) {
  const { say } = useText()
  const [spent, setSpent] = useState(0)
  const [running, setRunning] = useState(false)

  useEffect(() => {
    if (!running) return
    const timer = setInterval(() => setSpent(known => known + 1), 1000)
    return () => clearInterval(timer)
  }, [running])

  const isOver = spent > seconds
  const reset = () => {
    setRunning(false)
    setSpent(0)
  }
  return (
    <div role="group" aria-label={say('interview.practice')} className="flex flex-wrap items-center gap-4 rounded-xl bg-muted p-4">
      <Button onClick={() => setRunning(!running)}>
        {running ? <Pause /> : <Play />}
        {say(running ? 'interview.pause' : 'interview.begin')}
      </Button>
      <p role="timer" className={cn('text-sm tabular-nums', isOver && 'font-medium text-destructive')}>
        {clock(spent)} / {clock(seconds)} {isOver && say('interview.over')}
      </p>
      <div className="min-w-32 flex-1">
        <Progress label={say('interview.practice')} value={Math.min(100, (spent / seconds) * 100)} />
      </div>
      <IconButton label={say('interview.reset')} disabled={spent === 0} onClick={reset}><RotateCcw /></IconButton>
    </div>
  )
}
