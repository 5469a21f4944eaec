import { ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { fieldLook } from '@/components/ui/field'
import { cn } from '@/lib/cn'

interface Props<T extends string> {
  label: string
  value: T
  options: { value: T; text: string }[]
  onChange: (value: T) => void
}

/** One of many, under its label; the system's own list. */
export function Select<T extends string>({ label, value, options, onChange }: Props<T>) {
  const id = useId()
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <div className="relative">
        <select
          id={id}
          value={value}
          className={cn(fieldLook, 'h-12 appearance-none pr-10')}
          onChange={event => onChange(event.target.value as T)}
        >
          {options.map(option => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
        <ChevronDown className="pointer-events-none absolute top-4 right-3 size-4 text-muted-foreground" aria-hidden />
      </div>
    </div>
  )
}
