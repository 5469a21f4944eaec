import type { CustomizedResume } from '@/api/types'
import { Card } from '@/components/ui/card'
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import type { ExportChoice } from '@/data/customized-resume'
import { ExportBar } from '@/features/customize/export-bar'
import { MarkdownInput } from '@/features/customize/markdown-input'
import { PreviewPane } from '@/features/customize/preview-pane'
import { useEditor } from '@/features/customize/use-editor'
import { usePreview } from '@/features/customize/use-preview'
import { useText } from '@/lib/i18n'
import { useIsWide } from '@/lib/use-is-wide'

/** Markdown on the left, the page as it will be exported on the right; on phones one after the other. */
export default function Editor({ serviceId, customized }: { serviceId: string; customized: CustomizedResume }) {
  const { say, locale } = useText()
  const isWide = useIsWide()
  const editor = useEditor(serviceId, customized)
  const { markdown, template, paper } = editor
  const choice: ExportChoice = { template, paper, locale, format: 'pdf', markdown }
  const preview = usePreview(serviceId, choice)

  const input = <MarkdownInput editor={editor} canRevert={markdown !== customized.markdownText} />
  const page = <PreviewPane preview={preview} />
  return (
    <Card className="space-y-5 p-4 sm:p-6">
      <ExportBar editor={editor} choice={choice} fileOf={preview.fileOf} />
      {isWide ? (
        <div className="grid grid-cols-2 gap-6">
          {input}
          {page}
        </div>
      ) : (
        <Tabs defaultValue="edit" className="space-y-4">
          <TabList aria-label={say('customize.editTab')} className="w-full">
            <Tab value="edit" className="flex-1">{say('customize.edit')}</Tab>
            <Tab value="preview" className="flex-1">{say('customize.preview')}</Tab>
          </TabList>
          <TabPanel value="edit">{input}</TabPanel>
          <TabPanel value="preview">{page}</TabPanel>
        </Tabs>
      )}
    </Card>
  )
}
