import { useId, type CSSProperties } from 'react'

interface Props {
  label: string
  value: number
  max: number
  step: number
  shown: string
  onChange: (value: number) => void
}

/** A number from nothing to `max`, with its value in words. */
export function Slider({ label, value, max, step, shown, onChange }: Props) {
  const id = useId()
  return (
    <div className="space-y-1.5">
      <div className="flex justify-between gap-3 text-sm">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <output htmlFor={id} className="text-muted-foreground tabular-nums">
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={max}
        step={step}
        value={value}
        aria-valuetext={shown}
        onChange={event => onChange(Number(event.target.value))}
        style={{ '--share': `${(value / max) * 100}%` } as CSSProperties}
        className="slider"
      />
    </div>
  )
}
