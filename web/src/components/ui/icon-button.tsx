import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { Hint } from '@/components/ui/hint'

type Props = Omit<ComponentProps<typeof Button>, 'size' | 'aria-label' | 'children'> & {
  label: string
  children: ComponentProps<'button'>['children']
}

/** A button with a picture; its name is read aloud and shown on hover. */
export function IconButton({ label, variant = 'ghost', ...props }: Props) {
  return (
    <Hint text={label}>
      <Button size="icon" variant={variant} aria-label={label} {...props} />
    </Hint>
  )
}
