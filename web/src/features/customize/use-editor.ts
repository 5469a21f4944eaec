import { useState } from 'react'
import { toast } from 'sonner'
import type { CustomizedResume } from '@/api/types'
import { useSaveResume, type Paper, type Template } from '@/data/customized-resume'
import { useDrafts } from '@/data/drafts'
import { useFailureToast } from '@/data/use-failure-text'
import { useText } from '@/lib/i18n'

/** The text being edited: the draft, else the saved edit, else what was generated. */
export function useEditor(serviceId: string, customized: CustomizedResume) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, isPending } = useSaveResume(serviceId)
  const draft = useDrafts(state => state.resumes[serviceId])
  const setResume = useDrafts(state => state.setResume)
  const [template, setTemplate] = useState<Template>('classic')
  const [paper, setPaper] = useState<Paper>('a4')

  const stored = customized.markdownContent ?? customized.markdownText
  const markdown = draft ?? stored
  const isDirty = draft !== undefined && draft !== stored
  const edit = (text: string) => setResume(serviceId, text === stored ? null : text)
  const save = () => {
    if (!isDirty || isPending) return
    const done = ({ version }: { version: number }) => {
      // Whatever was typed while the request was on its way stays a draft.
      if (useDrafts.getState().resumes[serviceId] === markdown) setResume(serviceId, null)
      toast.success(say('customize.saved', { version }))
    }
    mutate({ markdown, version: customized.version }, { onSuccess: done, onError: failed })
  }
  const revert = () => edit(customized.markdownText)
  return { markdown, isDirty, isPending, edit, save, revert, template, setTemplate, paper, setPaper }
}
