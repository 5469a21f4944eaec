import { toast } from 'sonner'
import type { Asset, AssetKind } from '@/api/types'
import { useAssetRun } from '@/data/asset-run'
import { needsEyes, useAssetUpload, type Scan } from '@/data/assets'
import { useFailureToast } from '@/data/use-failure-text'
import { KINDS, phaseOfAsset } from '@/features/assets/asset-look'
import config from '@/generated/config.json'
import { ApiFailure } from '@/lib/http'
import { useText } from '@/lib/i18n'

export const MAX_MB = config.maxUploadBytes / 1024 / 1024

/** An asset's phase and what to do with it: send a file, or agree to have a scan read. */
export function useAsset(kind: AssetKind, asset: Asset | null) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, percent, isPending, scan, forgetScan } = useAssetUpload(kind)
  const step = useAssetRun(kind, asset, ({ event }) => {
    if (event === 'done') toast.success(say(KINDS[kind].done))
    else if (event === 'error') toast.error(say('assets.failedToast'))
  })

  const start = (wish: File | Scan) =>
    mutate(wish, {
      onSuccess: ({ isFree }) => {
        toast.success(say(isFree ? 'assets.submittedFree' : 'assets.submitted'))
        if (isFree) toast.warning(say('coins.toFree'))
      },
      onError: failure => {
        if (needsEyes(failure)) return // the card offers to read it
        const isLong = failure instanceof ApiFailure && failure.code === 'pdf_too_many_pages'
        if (isLong && !(wish instanceof File)) toast.error(say('assets.scan.tooLong', { pages: config.maxScanPages }))
        else failed(failure)
      },
    })

  const send = (file: File) => {
    if (file.type !== 'application/pdf') return void toast.error(say('assets.wrongType'))
    if (file.size > config.maxUploadBytes) return void toast.error(say('assets.tooLarge', { size: MAX_MB }))
    start(file)
  }
  const offer = scan && !isPending ? { agree: () => start(scan), decline: forgetScan } : null
  return { phase: phaseOfAsset(asset, isPending ? percent : null), percent, step, send, offer }
}
