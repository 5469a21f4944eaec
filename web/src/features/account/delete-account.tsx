import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { Field } from '@/components/ui/field'
import { useDeleteAccount } from '@/data/account'
import { useFailureToast } from '@/data/use-failure-text'
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
  const leave = () => {
    toast.success(say('account.deleted'))
    void navigate(paths.landing(locale))
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-md text-sm leading-relaxed text-muted-foreground">{say('account.deleteText')}</p>
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
        <Field label={say('account.deleteAsk')} value={typed} onChange={event => setTyped(event.target.value)} />
      </Confirm>
    </div>
  )
}
