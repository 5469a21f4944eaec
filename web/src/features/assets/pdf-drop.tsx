import { DropZone } from '@/components/drop-zone'
import { MAX_MB } from '@/features/assets/use-asset'
import { useText } from '@/lib/i18n'

/** Takes a PDF. */
export function PdfDrop({ onFile }: { onFile: (file: File) => void }) {
  const { say } = useText()
  return (
    <DropZone
      text={say('assets.drop')}
      textOver={say('assets.dropNow')}
      hint={say('assets.limit', { size: MAX_MB })}
      accept="application/pdf"
      onFile={onFile}
    />
  )
}
