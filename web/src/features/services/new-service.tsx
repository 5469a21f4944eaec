import { ImageIcon, TextIcon } from 'lucide-react'
import type { ClipboardEvent, KeyboardEvent } from 'react'
import type { Profile } from '@/api/types'
import { PriceLine } from '@/components/run/price-line'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import { usePrice } from '@/data/price'
import { JobImage } from '@/features/services/job-image'
import { JobText } from '@/features/services/job-text'
import { useNewService } from '@/features/services/use-new-service'
import { useText } from '@/lib/i18n'

/** A new job: its text or a screenshot, the price, one button. */
export function NewService({ profile }: { profile: Profile | undefined }) {
  const { say } = useText()
  const { kind, setKind, text, setText, image, takeImage, ready, send, isPending } = useNewService()
  const price = usePrice(kind === 'image' ? ['vision', 'jobSummary', 'match'] : ['jobSummary', 'match'])
  const can = profile?.resume?.status === 'COMPLETED' && ready && !isPending

  const paste = (event: ClipboardEvent) => {
    const file = [...event.clipboardData.files].find(pasted => pasted.type.startsWith('image/'))
    if (!file) return
    event.preventDefault()
    takeImage(file)
  }
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && can) send()
  }
  return (
    <Card className="space-y-5" onPaste={paste} onKeyDown={press}>
      <Tabs value={kind} onValueChange={value => setKind(value as 'text' | 'image')} className="space-y-4">
        <TabList aria-label={say('workbench.jobLabel')}>
          <Tab value="text"><TextIcon />{say('workbench.byText')}</Tab>
          <Tab value="image"><ImageIcon />{say('workbench.byImage')}</Tab>
        </TabList>
        <TabPanel value="text"><JobText text={text} onChange={setText} /></TabPanel>
        <TabPanel value="image" tabIndex={-1}><JobImage image={image} onChange={takeImage} /></TabPanel>
      </Tabs>
      <div className="flex flex-wrap items-center justify-between gap-4">
        <PriceLine price={price} />
        <div className="ml-auto flex items-center gap-4">
          <span className="hidden text-xs text-muted-foreground xl:inline">{say('workbench.shortcut')}</span>
          <Button variant="primary" size="lg" disabled={!can} onClick={send}>
            {say(isPending ? 'workbench.starting' : 'workbench.start')}
          </Button>
        </div>
      </div>
    </Card>
  )
}
