import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Confirm } from '@/components/ui/confirm'
import { useCancelRun } from '@/data/services'
import { useFailureToast } from '@/data/use-failure-text'
import { useText } from '@/lib/i18n'

/** Stops a run; its coins come back. */
export function CancelRun({ serviceId }: { serviceId: string }) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, isPending } = useCancelRun(serviceId)
  const [asking, setAsking] = useState(false)
  const stop = () => mutate(undefined, { onSuccess: () => void toast.success(say('service.stopped')), onError: failed })
  return (
    <>
      <Button variant="ghost" className="-mx-4" disabled={isPending} onClick={() => setAsking(true)}>
        {say('service.stop')}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={say('service.stopTitle')}
        text={say('service.stopText')}
        action={say('service.stop')}
        onConfirm={stop}
      />
    </>
  )
}
