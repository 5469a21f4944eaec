import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface Props {
  id?: string
  title: string
  lead?: string
  /** The heading beside its content instead of above it. */
  beside?: boolean
  children: ReactNode
}

/** One part of the landing page under its heading. */
export function Section({ id, title, lead, beside, children }: Props) {
  return (
    <section
      id={id}
      className={cn(
        'mx-auto max-w-6xl scroll-mt-20 px-4 py-14 sm:px-6 lg:py-20',
        beside && 'lg:grid lg:grid-cols-[1fr_1.9fr] lg:gap-16',
      )}
    >
      <div className="max-w-2xl">
        <h2 className="text-2xl font-semibold tracking-tight text-balance lg:text-3xl">{title}</h2>
        {lead && <p className="mt-3 text-base leading-relaxed text-muted-foreground">{lead}</p>}
      </div>
      <div className={cn('mt-8', !beside && 'lg:mt-10', beside && 'lg:mt-0')}>{children}</div>
    </section>
  )
}
