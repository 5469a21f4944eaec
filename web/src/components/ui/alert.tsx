import { cva } from 'class-variance-authority'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

const look = cva('flex gap-3 rounded-xl p-4 text-sm', {
  variants: {
    tone: {
      info: 'bg-primary-soft',
      success: 'bg-success-soft',
      warning: 'bg-warning-soft',
      danger: 'bg-destructive-soft',
    },
  },
})

const icons = {
  info: <Info className="text-primary" />,
  success: <CircleCheck className="text-success" />,
  warning: <TriangleAlert className="text-warning" />,
  danger: <CircleAlert className="text-destructive" />,
}

interface Props {
  tone: keyof typeof icons
  title: string
  children?: ReactNode
  action?: ReactNode
}

/** What blocks the way, or what must come first; everything else is a toast. */
export function Alert({ tone, title, children, action }: Props) {
  return (
    <div role="alert" className={look({ tone })}>
      <span className="mt-0.5 [&_svg]:size-4.5">{icons[tone]}</span>
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 space-y-1">
          <p className="font-medium">{title}</p>
          {children && <div className="leading-relaxed text-muted-foreground">{children}</div>}
        </div>
        {action}
      </div>
    </div>
  )
}
