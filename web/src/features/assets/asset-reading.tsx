import type { Asset, Note } from '@/api/types'
import { Dialog } from '@/components/ui/dialog'
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import { NoteList } from '@/features/assets/note-list'
import { SummaryView } from '@/features/assets/summary-view'
import { useText } from '@/lib/i18n'

interface Props {
  asset: Asset
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** What was read from a file: all that models get to see of it. */
export function AssetReading({ asset, open, onOpenChange }: Props) {
  const { say } = useText()
  const parts = {
    summary: asset.summary && <SummaryView summary={asset.summary} />,
    text: <pre className="font-sans text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap">{asset.text}</pre>,
    notes: <NoteList notes={asset.notes as unknown as Note[]} />,
  }
  const shown = (['summary', 'text', 'notes'] as const).filter(part => parts[part])
  return (
    <Dialog wide open={open} onOpenChange={onOpenChange} title={say('assets.viewTitle')} description={say('assets.viewText')}>
      <Tabs defaultValue={shown[0]} className="flex min-h-0 flex-col gap-4">
        <TabList className="self-start">
          {shown.map(part => (
            <Tab key={part} value={part}>
              {say(`assets.${part}`)}
              {part === 'notes' && asset.notes.length > 0 && ` · ${asset.notes.length}`}
            </Tab>
          ))}
        </TabList>
        {shown.map(part => (
          <TabPanel key={part} value={part} tabIndex={0} className="min-h-0 overflow-y-auto rounded-xl bg-muted p-5">
            {parts[part]}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  )
}
