import { Upload } from 'lucide-react'
import { useId, useState, type DragEvent } from 'react'
import { cn } from '@/lib/cn'

interface Props {
  text: string
  textOver: string
  hint: string
  accept: string
  disabled?: boolean
  onFile: (file: File) => void
}

/** A place to drop a file on, or to click and choose one. */
export function DropZone({ text, textOver, hint, accept, disabled, onFile }: Props) {
  const [over, setOver] = useState(false)
  const hintId = useId()
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !disabled) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    <label
      onDragOver={event => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        'flex min-h-32 cursor-pointer flex-col items-center justify-center gap-2 rounded-xl border border-dashed border-input p-6 text-center transition-colors',
        'focus-within:outline-2 focus-within:outline-ring hover:border-primary hover:bg-primary-soft',
        over && 'border-primary bg-primary-soft',
        disabled && 'pointer-events-none opacity-50',
      )}
    >
      <input
        type="file"
        accept={accept}
        disabled={disabled}
        aria-describedby={hintId}
        className="sr-only"
        onChange={event => (take(event.target.files), (event.target.value = ''))}
      />
      <Upload className="size-5 text-primary" aria-hidden />
      <span className="text-sm font-medium">{over ? textOver : text}</span>
      <span id={hintId} className="text-xs text-muted-foreground">{hint}</span>
    </label>
  )
}
