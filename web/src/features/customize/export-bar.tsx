import { Download, FileType } from 'lucide-react'
import { useState } from 'react'
import { toast } from 'sonner'
import { Button } from '@/components/ui/button'
import { Choice } from '@/components/ui/choice'
import type { ExportChoice, ExportedFile, Format } from '@/data/customized-resume'
import { useFailureToast } from '@/data/use-failure-text'
import type { useEditor } from '@/features/customize/use-editor'
import { useText } from '@/lib/i18n'
import { saveFile } from '@/lib/save-file'

const TEMPLATES = ['classic', 'modern', 'compact'] as const

interface Props {
  editor: ReturnType<typeof useEditor>
  choice: ExportChoice
  fileOf: (choice: ExportChoice) => Promise<ExportedFile>
}

/** Template, paper, save, export. */
export function ExportBar({ editor, choice, fileOf }: Props) {
  const { say } = useText()
  const failed = useFailureToast()
  const [busy, setBusy] = useState(false)

  const take = async (format: Format) => {
    setBusy(true)
    try {
      const { file } = await fileOf({ ...choice, format })
      saveFile(file, `${say('customize.fileName')}.${format}`)
      toast.success(say('customize.exported'))
    } catch (failure) {
      failed(failure)
    }
    setBusy(false)
  }
  return (
    <div className="flex flex-wrap items-center gap-3">
      <Choice label={say('customize.template')} value={editor.template} onChange={editor.setTemplate}
        options={TEMPLATES.map(value => ({ value, text: say(`customize.templates.${value}`) }))} />
      <Choice label={say('customize.paper')} value={editor.paper} onChange={editor.setPaper}
        options={[{ value: 'a4', text: 'A4' }, { value: 'us-letter', text: 'Letter' }]} />
      <div className="ml-auto grid w-full grid-cols-2 gap-2 sm:flex sm:w-auto">
        <Button disabled={!editor.isDirty || editor.isPending} onClick={editor.save}>{say('customize.save')}</Button>
        <Button disabled={busy} onClick={() => void take('docx')}><FileType />{say('customize.exportDocx')}</Button>
        <Button variant="primary" className="col-span-2" disabled={busy} onClick={() => void take('pdf')}><Download />{say('customize.exportPdf')}</Button>
      </div>
    </div>
  )
}
