import { toast } from 'sonner'
import { useStartRun, type RunKind } from '@/data/services'
import { useFailureToast } from '@/data/use-failure-text'
import { useText, type TextKey } from '@/lib/i18n'

/** Asks for a run and says in which queue it waits. */
export function useRunStarter(serviceId: string, kind: RunKind, started: TextKey) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, isPending } = useStartRun(serviceId, kind)
  const start = () =>
    mutate(undefined, {
      onSuccess: ({ isFree }) => {
        toast.success(say(isFree ? 'workbench.submittedFree' : started))
        if (isFree) toast.warning(say('coins.toFree'))
      },
      onError: failed,
    })
  return { start, isPending }
}
