import { useId, type ComponentProps, type ReactNode } from 'react'
import { cn } from '@/lib/cn'

export const fieldLook =
  'w-full rounded-lg border border-input bg-card px-3 text-base placeholder:text-muted-foreground sm:text-sm'

type Props = ComponentProps<'input'> & {
  label: string
  hint?: string
  /** Stands opposite the label, and comes after the field for the keyboard. */
  aside?: ReactNode
}

/** One line of input under its label. */
export function Field({ label, hint, aside, className, ...props }: Props) {
  const id = useId()
  return (
    <div className="relative space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={cn(fieldLook, 'h-11', className)}
        {...props}
      />
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      )}
      {aside && <div className="absolute top-0 right-0">{aside}</div>}
    </div>
  )
}
