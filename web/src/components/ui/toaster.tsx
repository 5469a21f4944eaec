import { Toaster as Sonner } from 'sonner'
import { useTheme } from '@/lib/theme'

const looks = {
  toast:
    'flex w-full items-start gap-3 rounded-xl bg-card p-4 text-sm text-foreground shadow-card inset-ring inset-ring-border',
  title: 'font-medium leading-relaxed',
  icon: 'mt-0.5 shrink-0 [&_svg]:size-4.5',
  success: '[&_[data-icon]]:text-success',
  error: '[&_[data-icon]]:text-destructive',
  warning: '[&_[data-icon]]:text-warning bg-warning-soft',
  info: '[&_[data-icon]]:text-primary',
}

/** News that blocks nothing. */
export function Toaster() {
  return <Sonner theme={useTheme()} position="bottom-right" toastOptions={{ unstyled: true, classNames: looks }} gap={10} />
}
