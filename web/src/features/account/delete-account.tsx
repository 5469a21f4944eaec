import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Field } from '@/components/ui/field'
import { useDeleteAccount, type DeletionProof } from '@/data/account'
import { useFailureToast } from '@/data/use-failure-text'
import type { Receipt } from '@/features/account/deletion-receipt'
import { Setting } from '@/features/account/setting'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Leaves for good; asks for the email first, so that no slip of the hand does it. */
export function DeleteAccount({ email }: { email: string }) {
  const { say, locale } = useText()
  const navigate = useNavigate()
  const failed = useFailureToast()
  const { mutate, isPending } = useDeleteAccount()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const leave = (proof: DeletionProof) => {
    const state: Receipt = { proof, when: new Date().toISOString() }
    void navigate(paths.goodbye(locale), { replace: true, state })
  }
  return (
    <Setting name={say('account.deleteName')} text={say('account.deleteText')}>
      <Button className="text-destructive" disabled={isPending} onClick={() => setOpen(true)}>
        <Trash2 />
        {say('account.delete')}
      </Button>
      <Confirm
        open={open}
        onOpenChange={setOpen}
        title={say('account.deleteTitle')}
        text={say('account.deleteText')}
        action={say('account.delete')}
        disabled={typed.trim().toLowerCase() !== email.toLowerCase()}
        onConfirm={() => mutate(undefined, { onSuccess: leave, onError: failed })}
      >
        <Field label={say('account.deleteAsk')} placeholder={email} autoComplete="off" value={typed}
          onChange={event => setTyped(event.target.value)} />
      </Confirm>
    </Setting>
  )
}
