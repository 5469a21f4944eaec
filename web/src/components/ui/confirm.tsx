import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { useText } from '@/lib/i18n'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  text: string
  action: string
  disabled?: boolean
  onConfirm: () => void
  children?: ReactNode
}

/** Asks before something is lost. */
export function Confirm({ open, onOpenChange, title, text, action, disabled, onConfirm, children }: Props) {
  const { say } = useText()
  const actions = (
    <>
      <Button onClick={() => onOpenChange(false)}>{say('common.back')}</Button>
      <Button variant="danger" disabled={disabled} onClick={() => (onOpenChange(false), onConfirm())}>
        {action}
      </Button>
    </>
  )
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={text} actions={actions}>
      {children}
    </Dialog>
  )
}
