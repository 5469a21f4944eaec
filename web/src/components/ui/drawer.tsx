import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: string
  children: ReactNode
}

/** A panel from the left edge, for small screens. */
export function Drawer({ open, onOpenChange, title, description, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-[fade_150ms] bg-black/45" />
        <Radix.Content className="fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] animate-[drawer_180ms_ease-out] flex-col bg-sidebar">
          <Radix.Title className="sr-only">{title}</Radix.Title>
          <Radix.Description className="sr-only">{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
