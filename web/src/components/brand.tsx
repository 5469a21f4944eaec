import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

/** The mark and the product's name. */
export function Brand({ className }: { className?: string }) {
  const { say } = useText()
  return (
    <span className={cn('inline-flex items-center gap-2.5 font-semibold tracking-tight', className)}>
      <svg viewBox="0 0 32 32" className="size-7" aria-hidden>
        <rect width="32" height="32" rx="8" className="fill-primary" />
        <path
          d="M8 22.5 13.2 17l3.6 3.4L24 11.5"
          fill="none"
          className="stroke-primary-foreground"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <circle cx="24" cy="11.5" r="2.6" className="fill-primary-foreground" />
      </svg>
      {say('meta.product')}
    </span>
  )
}
