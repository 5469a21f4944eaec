import { cn } from '@/lib/cn'

interface Props<T extends string> {
  label: string
  value: T
  options: { value: T; text: string }[]
  onChange: (value: T) => void
}

/** One of a few, all of them in sight. */
export function Choice<T extends string>({ label, value, options, onChange }: Props<T>) {
  return (
    <div role="group" aria-label={label} className="inline-flex gap-1 rounded-xl bg-secondary p-1">
      {options.map(option => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
          className={cn(
            'h-10 rounded-lg px-3 text-sm font-medium whitespace-nowrap text-muted-foreground hover:text-foreground',
            option.value === value && 'bg-selected text-foreground shadow-card',
          )}
        >
          {option.text}
        </button>
      ))}
    </div>
  )
}
