import { useCallback } from 'react'
import { toast } from 'sonner'
import { ApiFailure } from '@/lib/http'
import { useText } from '@/lib/i18n'

/** The sentence for a failure of a request, from its code. */
export function useFailureText() {
  const { say, knows } = useText()
  return useCallback(
    (failure: unknown) => {
      const key = `errors.${failure instanceof ApiFailure ? failure.code : 'internal'}`
      return say(knows(key) ? key : 'errors.internal')
    },
    [say, knows],
  )
}

/** Says what went wrong with something the reader has just asked for. */
export function useFailureToast() {
  const textOf = useFailureText()
  return useCallback((failure: unknown) => void toast.error(textOf(failure)), [textOf])
}
