import { Tabs as Radix } from 'radix-ui'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from '@/lib/cn'

export const Tabs = Radix.Root
export const TabPanel = Radix.Content

export function TabList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return (
    <Radix.List
      className={cn('inline-flex max-w-full shrink-0 gap-1 overflow-x-auto rounded-xl bg-secondary p-1', className)}
      {...props}
    />
  )
}

// Radix moves the focus itself when a tab is pressed, and browsers take that for the keyboard: no ring for the mouse.
const focusQuietly = ({ currentTarget }: MouseEvent<HTMLElement>) =>
  currentTarget.focus({ preventScroll: true, focusVisible: false } as FocusOptions)

export function Tab({ className, ...props }: ComponentProps<typeof Radix.Trigger>) {
  return (
    <Radix.Trigger
      onMouseDown={focusQuietly}
      className={cn(
        'inline-flex h-10 items-center justify-center gap-2 rounded-lg px-4 text-sm font-medium whitespace-nowrap',
        'text-muted-foreground transition-colors hover:text-foreground [&_svg]:size-4',
        'data-[state=active]:bg-selected data-[state=active]:text-foreground data-[state=active]:shadow-card',
        className,
      )}
      {...props}
    />
  )
}
