import { useId } from 'react'
import { fieldLook } from '@/components/ui/field'
import config from '@/generated/config.json'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

const { min, max } = config.jobTextLength

/** What is wrong with the length of a job description, if anything. */
export function lengthFault(text: string): 'tooShort' | 'tooLong' | null {
  const length = text.trim().length
  if (length > max) return 'tooLong'
  return length > 0 && length < min ? 'tooShort' : null
}

/** The job as pasted text, with its length in sight. */
export function JobText({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { say } = useText()
  const id = useId()
  const fault = lengthFault(text)
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">{say('workbench.jobLabel')}</label>
      <textarea
        id={id}
        value={text}
        onChange={event => onChange(event.target.value)}
        placeholder={say('workbench.jobPlaceholder')}
        aria-invalid={fault === 'tooLong'}
        aria-describedby={`${id}-length`}
        className={cn(fieldLook, 'block min-h-56 resize-y py-3 leading-relaxed sm:min-h-64')}
      />
      <p id={`${id}-length`} className="flex justify-between gap-4 text-xs text-muted-foreground">
        <span role="status" className={cn(fault === 'tooLong' && 'text-destructive')}>
          {fault && say(`workbench.${fault}`, { min, max })}
        </span>
        <span className={cn('tabular-nums', fault === 'tooLong' && 'text-destructive')}>
          {say('workbench.counter', { count: text.trim().length, max })}
        </span>
      </p>
    </div>
  )
}
