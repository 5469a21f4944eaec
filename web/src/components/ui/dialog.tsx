import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  wide?: boolean
  children?: ReactNode
  actions?: ReactNode
}

const veil = 'fixed inset-0 z-40 animate-[fade_150ms] bg-black/45 backdrop-blur-[2px]'

/** A field to fill in takes the focus, else the dialog itself; on the close button it would bring up that button's hint. */
function takeFocus(event: Event): void {
  event.preventDefault()
  const box = event.currentTarget as HTMLElement
  const field = box.querySelector<HTMLElement>('input:not([type=range])') ?? box
  field.focus()
}

/** A question, or something to read, above the page. */
export function Dialog({ open, onOpenChange, title, description, wide, children, actions }: Props) {
  const { say } = useText()
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          onOpenAutoFocus={takeFocus}
          className={cn(
            'fixed top-1/2 left-1/2 z-50 flex max-h-[88vh] w-[calc(100vw-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2',
            'animate-[fade_150ms] flex-col gap-4 overflow-hidden rounded-xl bg-card p-6 shadow-card outline-none',
            wide && 'max-w-3xl',
          )}
        >
          <div className="space-y-1 pr-10">
            <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
            <Radix.Description className="text-sm text-muted-foreground">{description}</Radix.Description>
          </div>
          <Radix.Close asChild>
            <IconButton label={say('common.close')} className="absolute top-4 right-4">
              <X />
            </IconButton>
          </Radix.Close>
          {children}
          {actions && <div className="flex flex-wrap justify-end gap-3">{actions}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
