import { useSearchParams } from 'react-router'
import { Page } from '@/components/layout/page'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { Tab, TabList, TabPanel, Tabs } from '@/components/ui/tabs'
import { useProfile } from '@/data/profile'
import { useFailureText } from '@/data/use-failure-text'
import { AccountPanel } from '@/features/account/account-panel'
import { AssetsPanel } from '@/features/assets/assets-panel'
import { CoinsPanel } from '@/features/coins/coins-panel'
import { useText } from '@/lib/i18n'
import { useTitle } from '@/lib/use-title'

const TABS = ['assets', 'coins', 'account'] as const

/** The files, the coins, the account. */
export default function Profile() {
  const { say } = useText()
  const textOf = useFailureText()
  const [query, setQuery] = useSearchParams()
  const { data, error, refetch } = useProfile()
  useTitle(say('assets.profile'))
  const wanted = TABS.find(tab => tab === query.get('tab')) ?? 'assets'

  const again = <Button onClick={() => void refetch()}>{say('common.retry')}</Button>
  return (
    <Page title={say('assets.profile')} lead={wanted === 'assets' ? say('assets.lead') : undefined}>
      <Tabs value={wanted} onValueChange={tab => setQuery({ tab }, { replace: true })} className="space-y-6 lg:space-y-8">
        <TabList aria-label={say('assets.profile')}>
          {TABS.map(tab => <Tab key={tab} value={tab}>{say(`${tab}.title`)}</Tab>)}
        </TabList>
        {!data && !error && <Skeleton className="h-72" />}
        {!data && error && <Alert tone="danger" title={textOf(error)} action={again} />}
        {data && (
          <>
            <TabPanel value="assets"><AssetsPanel profile={data} /></TabPanel>
            <TabPanel value="coins"><CoinsPanel profile={data} /></TabPanel>
            <TabPanel value="account"><AccountPanel profile={data} /></TabPanel>
          </>
        )}
      </Tabs>
    </Page>
  )
}
