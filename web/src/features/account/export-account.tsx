import { Download } from 'lucide-react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { useExportAccount } from '@/data/account'
import { useFailureToast } from '@/data/use-failure-text'
import { Setting } from '@/features/account/setting'
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
    <Setting name={say('account.exportTitle')} text={say('account.exportText')}>
      <Button disabled={isPending} onClick={() => mutate(undefined, { onSuccess: save, onError: failed })}>
        <Download />
        {say('account.export')}
      </Button>
    </Setting>
  )
}
