import { cva, type VariantProps } from 'class-variance-authority'
import { Slot } from 'radix-ui'
import type { ComponentProps } from 'react'
import { cn } from '@/lib/cn'

const look = cva(
  [
    'inline-flex shrink-0 items-center justify-center gap-2 rounded-lg text-sm font-medium whitespace-nowrap',
    'transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-primary text-primary-foreground hover:bg-primary-hover',
        secondary: 'bg-secondary text-foreground hover:bg-secondary-hover',
        ghost: 'text-muted-foreground hover:bg-secondary hover:text-foreground',
        danger: 'bg-destructive text-primary-foreground hover:opacity-90',
        link: 'text-primary underline-offset-4 hover:underline',
      },
      size: { md: 'h-10 px-4', lg: 'h-12 px-6 text-base', icon: 'size-10', inline: 'min-h-6' },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

/** The classes of a button, for links; given ones win over its own. */
export const buttonLook = ({ className, ...variants }: VariantProps<typeof look> & { className?: string } = {}) =>
  cn(look(variants), className)

type Props = ComponentProps<'button'> & VariantProps<typeof look> & { asChild?: boolean }

/** A button, or with `asChild` a link that looks like one. */
export function Button({ className, variant, size, asChild, type = 'button', ...props }: Props) {
  const classes = buttonLook({ variant, size, className })
  return asChild ? <Slot.Root className={classes} {...props} /> : <button type={type} className={classes} {...props} />
}
