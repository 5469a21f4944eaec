import type { ReactNode } from 'react'
import { cn } from '@/lib/cn'

interface Props {
  title: string
  lead?: string
  wide?: boolean
  children: ReactNode
}

/** A page of the main area under its heading. */
export function Page({ title, lead, wide, children }: Props) {
  return (
    <div className={cn('mx-auto w-full px-4 pt-4 pb-20 sm:px-6 lg:px-10 lg:pt-10', wide ? 'max-w-7xl' : 'max-w-5xl')}>
      <h1 className="text-2xl font-semibold tracking-tight lg:text-3xl">{title}</h1>
      {lead && <p className="mt-2 leading-relaxed text-muted-foreground">{lead}</p>}
      <div className="mt-6 lg:mt-8">{children}</div>
    </div>
  )
}
