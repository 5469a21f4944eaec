import type { ReactNode } from 'react'

export const RESULT_HEADING = 'result-heading'

/** The heading the focus goes to when a run ends. */
export const ResultHeading = ({ children }: { children: ReactNode }) => (
  <h2 id={RESULT_HEADING} tabIndex={-1} className="text-lg font-semibold tracking-tight outline-none">
    {children}
  </h2>
)
