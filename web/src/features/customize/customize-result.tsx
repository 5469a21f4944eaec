import { ArrowRight } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { CustomizedResume, Service } from '@/api/types'
import { ResultHeading } from '@/components/result-heading'
import { SourceList } from '@/components/source-list'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import { Degraded } from '@/features/customize/degraded'
import { OpList } from '@/features/customize/op-list'
import { useText } from '@/lib/i18n'

const Editor = lazy(() => import('@/features/customize/editor'))

interface Props {
  service: Service
  customized: CustomizedResume
  onNext: () => void
}

/** The tailored resume: what was changed, and the text itself to edit and export. */
export function CustomizeResult({ service, customized, onNext }: Props) {
  const { say } = useText()
  return (
    <Tabs defaultValue="ops" className="space-y-6">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ResultHeading>{say('customize.title')}</ResultHeading>
        <TabList aria-label={say('customize.title')}>
          <Tab value="ops">{say('customize.opsTab')}</Tab>
          <Tab value="edit">{say('customize.editTab')}</Tab>
        </TabList>
      </div>
      <Degraded reason={customized.degradeReason} />
      <TabPanel value="ops" className="space-y-6">
        <OpList serviceId={service.id} customized={customized} />
        <div className="flex flex-wrap items-center justify-between gap-4">
          <SourceList sources={customized.sources} />
          <Button variant="primary" className="ml-auto" onClick={onNext}>
            {say('customize.toInterview')}
            <ArrowRight />
          </Button>
        </div>
      </TabPanel>
      <TabPanel value="edit">
        <Suspense fallback={<Skeleton className="h-96" />}>
          <Editor serviceId={service.id} customized={customized} />
        </Suspense>
      </TabPanel>
    </Tabs>
  )
}
