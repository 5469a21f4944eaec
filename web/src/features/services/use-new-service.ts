import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toast } from 'sonner'
import { useDrafts } from '@/data/drafts'
import { useCreateService } from '@/data/services'
import { useFailureToast } from '@/data/use-failure-text'
import { lengthFault } from '@/features/services/job-text'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The job to be analysed, and sending it. */
export function useNewService() {
  const { say, locale } = useText()
  const navigate = useNavigate()
  const failed = useFailureToast()
  const { job: text, setJob: setText } = useDrafts()
  const [kind, setKind] = useState<'text' | 'image'>('text')
  const [image, setImage] = useState<File | null>(null)
  const { mutate, isPending } = useCreateService()

  const takeImage = (file: File | null) => {
    if (file && !file.type.startsWith('image/')) return void toast.error(say('workbench.imageWrong'))
    if (file && file.size > config.maxUploadBytes)
      return void toast.error(say('assets.tooLarge', { size: config.maxUploadBytes / 1024 / 1024 }))
    setImage(file)
    if (file) setKind('image')
  }
  const ready = kind === 'image' ? image !== null : text.trim() !== '' && !lengthFault(text)
  const send = () =>
    mutate(kind === 'image' ? { image: image! } : { text: text.trim() }, {
      onSuccess: ({ serviceId, isFree }) => {
        setText('')
        toast.success(say(isFree ? 'workbench.submittedFree' : 'workbench.submitted'))
        if (isFree) toast.warning(say('coins.toFree'))
        void navigate(paths.service(locale, serviceId))
      },
      onError: failed,
    })
  return { kind, setKind, text, setText, image, takeImage, ready, send, isPending }
}
