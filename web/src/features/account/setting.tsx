import type { ReactNode } from 'react'

/** One thing to set or do: what it is on the left, the control on the right. */
export const Setting = ({ name, text, children }: { name: string; text?: string; children: ReactNode }) => (
  <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
    <div className="min-w-0 space-y-1">
      <h3 className="text-sm font-medium">{name}</h3>
      {text && <p className="max-w-xl text-sm leading-relaxed text-muted-foreground">{text}</p>}
    </div>
    {children}
  </div>
)
