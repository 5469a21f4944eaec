import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { useProfile } from '@/data/profile'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

/** Who is signed in; the menu behind it comes after the page. */
export function AccountTrigger({ className, ...props }: ComponentProps<typeof Button>) {
  const { say } = useText()
  const { data } = useProfile()
  const name = data?.name ?? data?.email ?? '…'
  return (
    <Button variant="ghost" className={cn('h-12 max-w-full min-w-0 shrink justify-start px-2 disabled:opacity-100', className)} {...props}>
      <span className="sr-only">{say('account.title')} </span>
      <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-full bg-primary-soft text-sm font-semibold text-primary">
        {name.charAt(0).toUpperCase()}
      </span>
      <span data-name className="truncate text-foreground">{name}</span>
    </Button>
  )
}
