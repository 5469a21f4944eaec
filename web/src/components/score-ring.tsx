import { cn } from '@/lib/cn'

interface Props {
  score: number
  label: string
  tone: 'success' | 'warning' | 'danger'
  className?: string
}

const tones = { success: 'stroke-success', warning: 'stroke-warning', danger: 'stroke-destructive' }
const LENGTH = 2 * Math.PI * 42

/** A score from 0 to 100, as a number inside the part of a circle it makes. */
export function ScoreRing({ score, label, tone, className }: Props) {
  return (
    <div role="img" aria-label={`${label} ${score}/100`} className={cn('relative size-32', className)}>
      <svg viewBox="0 0 100 100" className="size-full -rotate-90" aria-hidden>
        <circle cx="50" cy="50" r="42" fill="none" strokeWidth="8" className="stroke-secondary" />
        <circle
          cx="50"
          cy="50"
          r="42"
          fill="none"
          strokeWidth="8"
          strokeLinecap="round"
          strokeDasharray={`${(LENGTH * score) / 100} ${LENGTH}`}
          className={tones[tone]}
        />
      </svg>
      <div className="absolute inset-0 flex flex-col items-center justify-center" aria-hidden>
        <span className="text-3xl leading-none font-semibold tracking-tight tabular-nums">{score}</span>
        <span className="mt-1 text-xs text-muted-foreground">{label}</span>
      </div>
    </div>
  )
}
