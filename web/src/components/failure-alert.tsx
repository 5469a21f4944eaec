import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { useText } from '@/lib/i18n'

interface Props {
  code: string | null
  isFree: boolean
  action?: ReactNode
}

/** Why a run failed, and what became of its coins. */
export function FailureAlert({ code, isFree, action }: Props) {
  const { say, knows } = useText()
  const key = `failures.${code}`
  return (
    <Alert tone="danger" title={say('failures.title')} action={action}>
      <p>{say(knows(key) ? key : 'failures.INTERNAL_ERROR')}</p>
      <p>{say(isFree ? 'failures.returnedFree' : 'failures.returned')}</p>
    </Alert>
  )
}
