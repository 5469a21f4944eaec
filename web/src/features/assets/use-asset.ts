import { toast } from 'sonner'
import type { Asset, AssetKind } from '@/api/types'
import { useAssetRun } from '@/data/asset-run'
import { useAssetUpload } from '@/data/assets'
import { useFailureToast } from '@/data/use-failure-text'
import { KINDS, phaseOfAsset } from '@/features/assets/asset-look'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'

export const MAX_MB = config.maxUploadBytes / 1024 / 1024

/** An asset's phase and the one thing to do with it: send a file. */
export function useAsset(kind: AssetKind, asset: Asset | null) {
  const { say } = useText()
  const failed = useFailureToast()
  const { mutate, percent, isPending } = useAssetUpload(kind)
  useAssetRun(kind, asset, ({ event }) => {
    if (event === 'done') toast.success(say(KINDS[kind].done))
    else if (event === 'error') toast.error(say('assets.failedToast'))
  })

  const send = (file: File) => {
    if (file.type !== 'application/pdf') return void toast.error(say('assets.wrongType'))
    if (file.size > config.maxUploadBytes) return void toast.error(say('assets.tooLarge', { size: MAX_MB }))
    mutate(file, {
      onSuccess: ({ isFree }) => {
        toast.success(say(isFree ? 'assets.submittedFree' : 'assets.submitted'))
        if (isFree) toast.warning(say('coins.toFree'))
      },
      onError: failed,
    })
  }
  return { phase: phaseOfAsset(asset, isPending ? percent : null), percent, send }
}
