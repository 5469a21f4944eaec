import { Download } from 'lucide-react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { useExportAccount } from '@/data/account'
import { useFailureToast } from '@/data/use-failure-text'
import { useText } from '@/lib/i18n'
import { saveFile } from '@/lib/save-file'

/** Takes a copy of everything. */
export function ExportAccount() {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, isPending } = useExportAccount()
  const save = (archive: Blob) => {
    saveFile(archive, 'careershaper.zip')
    toast.success(say('account.exported'))
  }
  return (
    <div className="flex flex-wrap items-center justify-between gap-3">
      <p className="max-w-md text-sm leading-relaxed text-muted-foreground">{say('account.exportText')}</p>
      <Button disabled={isPending} onClick={() => mutate(undefined, { onSuccess: save, onError: failed })}>
        <Download />
        {say('account.export')}
      </Button>
    </div>
  )
}
