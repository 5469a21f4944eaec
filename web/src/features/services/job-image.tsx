import { X } from 'lucide-react'
import { useCallback } from 'react'
import { DropZone } from '@/components/drop-zone'
import { IconButton } from '@/components/ui/icon-button'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'

const MAX_MB = config.maxUploadBytes / 1024 / 1024

interface Props {
  image: File | null
  onChange: (image: File | null) => void
}

/** The job as a screenshot: pasted, dropped or chosen. */
export function JobImage({ image, onChange }: Props) {
  const { say } = useText()
  const show = useCallback(
    (picture: HTMLImageElement) => {
      const url = URL.createObjectURL(image!)
      picture.src = url
      return () => URL.revokeObjectURL(url)
    },
    [image],
  )
  if (!image)
    return (
      <DropZone
        text={say('workbench.imageDrop')}
        textOver={say('assets.dropNow')}
        hint={say('workbench.imageLimit', { size: MAX_MB })}
        accept="image/*"
        onFile={onChange}
      />
    )
  return (
    <div className="relative flex justify-center rounded-xl bg-muted p-4">
      <img ref={show} alt={say('workbench.imageAlt')} className="max-h-80 rounded-lg object-contain" />
      <IconButton label={say('workbench.imageRemove')} variant="secondary" className="absolute top-3 right-3" onClick={() => onChange(null)}>
        <X />
      </IconButton>
    </div>
  )
}
