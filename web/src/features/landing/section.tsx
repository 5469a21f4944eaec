import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface Props {
  id?: string
  title: string
  lead?: string
  className?: string
  children: ReactNode
}

/** One part of the landing page under its heading. */
export function Section({ id, title, lead, className, children }: Props) {
  return (
    <section id={id} className={cn('mx-auto max-w-6xl scroll-mt-20 px-4 py-14 sm:px-6 lg:py-20', className)}>
      <div className="max-w-2xl">
        <h2 className="text-2xl font-semibold tracking-tight text-balance lg:text-3xl">{title}</h2>
        {lead && <p className="mt-3 text-base leading-relaxed text-muted-foreground">{lead}</p>}
      </div>
      <div className="mt-8 lg:mt-10">{children}</div>
    </section>
  )
}
