import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

/** The container of everything: a raised surface without lines. */
export function Card({ className, ...props }: ComponentProps<'section'>) {
  return <section className={cn('rounded-xl bg-card p-6 shadow-card', className)} {...props} />
}
