import type { Asset, AssetKind } from '@/api/types'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { AssetFile } from '@/features/assets/asset-file'
import { AssetProgress } from '@/features/assets/asset-progress'
import { KINDS, PHASE_BADGES } from '@/features/assets/asset-look'
import { AssetFailure } from '@/features/assets/asset-failure'
import { PdfDrop } from '@/features/assets/pdf-drop'
import { ScanOffer } from '@/features/assets/scan-offer'
import { useAsset } from '@/features/assets/use-asset'
import { useText } from '@/lib/i18n'

/** One of the two files: what it is for, how it stands, and a way to send it. */
export function AssetCard({ kind, asset }: { kind: AssetKind; asset: Asset | null }) {
  const { say } = useText()
  const { phase, percent, step, send, offer } = useAsset(kind, asset)
  const { title, text, need, coins } = KINDS[kind]
  const badge = PHASE_BADGES[phase]
  return (
    <Card className="flex flex-col gap-5" aria-label={say(title)} data-phase={phase}>
      <div className="space-y-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <h2 className="text-lg font-semibold tracking-tight">{say(title)}</h2>
          <Badge tone={kind === 'resume' ? 'primary' : 'outline'}>{say(need)}</Badge>
          <Badge tone={badge.tone} className="ml-auto">{say(badge.text)}</Badge>
        </div>
        <p className="leading-relaxed text-muted-foreground">{say(text)}</p>
        {kind === 'detailed_resume' && <p className="text-sm font-medium text-success">{say('assets.detailedBenefit')}</p>}
      </div>
      {phase === 'failed' && asset && <AssetFailure asset={asset} />}
      {offer && <ScanOffer kind={kind} onAgree={offer.agree} onDecline={offer.decline} />}
      {asset && phase !== 'uploading' && <AssetFile asset={asset} onFile={send} />}
      {(phase === 'uploading' || phase === 'pending') && <AssetProgress percent={phase === 'uploading' ? percent : null} step={step} />}
      {!asset && !offer && phase === 'none' && <PdfDrop onFile={send} />}
      <p className="mt-auto text-xs text-muted-foreground">{say('assets.price', { count: coins })}</p>
    </Card>
  )
}
