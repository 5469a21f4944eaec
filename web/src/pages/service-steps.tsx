import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { toast } from 'sonner'
import type { Service } from '@/api/types'
import { RESULT_HEADING } from '@/components/result-heading'
import { Skeleton } from '@/components/ui/skeleton'
import { TabPanel, Tabs } from '@/components/ui/tabs'
import { useLiveService } from '@/data/live-service'
import { firstTab, STATE_VIEWS, STEPS, type Tab } from '@/data/state-view'
import { ServiceHeader } from '@/features/services/service-header'
import { StepTabs } from '@/features/services/step-tabs'
import { useText, type TextKey } from '@/lib/i18n'
import type { RunEvent } from '@/lib/run-events'
import { useTitle } from '@/lib/use-title'

const MatchStep = lazy(() => import('@/features/match/match-step'))
const CustomizeStep = lazy(() => import('@/features/customize/customize-step'))
const InterviewStep = lazy(() => import('@/features/interview/interview-step'))

const DONE: Record<Tab, TextKey> = {
  match: 'service.matchDone',
  customize: 'customize.success',
  interview: 'service.interviewDone',
}

/** The steps of a job; whichever of them runs is followed, whatever tab is open. */
export function ServiceSteps({ service }: { service: Service }) {
  const { say } = useText()
  const [tab, setTab] = useState<Tab>(() => firstTab(service))
  const running = STATE_VIEWS[service.currentStatus].tab
  useTitle(service.title || say('workbench.untitled'))
  useFocusOnResult(service.live)

  const tellOutcome = ({ event }: RunEvent) => {
    if (event === 'done') toast.success(say(DONE[running]))
    else if (event === 'error') toast.error(say('service.failedToast'))
  }
  const live = useLiveService(service, tellOutcome)
  const run = service.live ? live : null
  const steps = {
    match: <MatchStep service={service} run={run} onNext={() => setTab('customize')} />,
    customize: <CustomizeStep service={service} run={run} onNext={() => setTab('interview')} />,
    interview: <InterviewStep service={service} run={run} />,
  }
  return (
    <div className="space-y-6">
      <ServiceHeader service={service} />
      <Tabs value={tab} onValueChange={value => setTab(value as Tab)} className="space-y-6">
        <StepTabs service={service} />
        {STEPS.map(step => (
          <TabPanel key={step} value={step}>
            <Suspense fallback={<Skeleton className="h-72" />}>{steps[step]}</Suspense>
          </TabPanel>
        ))}
      </Tabs>
    </div>
  )
}

/** When the run somebody watched is over, the focus goes to what it brought. */
function useFocusOnResult(live: boolean): void {
  const was = useRef(live)
  useEffect(() => {
    if (was.current && !live) document.getElementById(RESULT_HEADING)?.focus({ preventScroll: true })
    was.current = live
  }, [live])
}
