import { toast } from 'sonner'
import { useStartRun, type RunKind } from '@/data/services'
import { useFailureToast } from '@/data/use-failure-text'
import { useText, type TextKey } from '@/lib/i18n'

/** Asks for a run and says in which queue it waits. */
export function useRunStarter(serviceId: string, kind: RunKind, started: TextKey) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutateAsync, isPending } = useStartRun(serviceId, kind)
  // A promise, not callbacks of the mutation: those are dropped when the page already shows the waiting run.
  const start = () =>
    void mutateAsync().then(({ isFree }) => {
      toast.success(say(isFree ? 'workbench.submittedFree' : started))
      if (isFree) toast.warning(say('coins.toFree'))
    }, failed)
  return { start, isPending }
}
