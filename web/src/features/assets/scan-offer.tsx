import { useEffect, useRef } from 'react'
import type { AssetKind } from '@/api/types'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { useProfile } from '@/data/profile'
import { KINDS } from '@/features/assets/asset-look'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'

interface Props {
  kind: AssetKind
  onAgree: () => void
  onDecline: () => void
}

/** A file without text: what recognising it costs and means, before anything happens. */
export function ScanOffer({ kind, onAgree, onDecline }: Props) {
  const { say } = useText()
  const { data: profile } = useProfile()
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => place.current?.focus(), [])
  const coins = config.scans[kind]
  const isFree = profile && profile.balance < coins
  return (
    <div ref={place} tabIndex={-1} className="outline-none">
      <Alert
        tone="info"
        title={say('assets.scan.title')}
        action={
          <div className="flex flex-wrap gap-2">
            <Button variant="primary" onClick={onAgree}>{say('assets.scan.agree', { count: coins })}</Button>
            <Button onClick={onDecline}>{say('assets.scan.decline')}</Button>
          </div>
        }
      >
        <p>{say('assets.scan.price', { count: coins, usual: KINDS[kind].coins, pages: config.maxScanPages })}</p>
        <p className="mt-1.5">{say('assets.scan.privacy')}</p>
        {isFree && <p className="mt-1.5">{say('workbench.freeHint', { balance: profile.balance, count: coins })}</p>}
      </Alert>
    </div>
  )
}
