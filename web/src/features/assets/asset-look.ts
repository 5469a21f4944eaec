import type { Asset, AssetKind } from '@/api/types'
import type { BadgeTone } from '@/components/ui/badge'
import config from '@/generated/config.json'
import type { TextKey } from '@/lib/i18n'

type Phase = 'none' | 'uploading' | 'pending' | 'ready' | 'failed'

/** How an asset stands, counting what this page alone knows: a file on its way up. */
export function phaseOfAsset(asset: Asset | null, percent: number | null): Phase {
  if (percent !== null) return 'uploading'
  if (!asset) return 'none'
  return ({ PENDING: 'pending', COMPLETED: 'ready', FAILED: 'failed' } as const)[asset.status]
}

export const PHASE_BADGES: Record<Phase, { tone: BadgeTone; text: TextKey }> = {
  none: { tone: 'outline', text: 'assets.none' },
  uploading: { tone: 'primary', text: 'assets.pending' },
  pending: { tone: 'primary', text: 'assets.pending' },
  ready: { tone: 'success', text: 'assets.ready' },
  failed: { tone: 'danger', text: 'assets.failed' },
}

interface KindLook {
  title: TextKey
  text: TextKey
  need: TextKey
  done: TextKey
  coins: number
}

export const KINDS: Record<AssetKind, KindLook> = {
  resume: {
    title: 'assets.resume',
    text: 'assets.resumeText',
    need: 'assets.required',
    done: 'assets.done',
    coins: config.steps.resume_summary,
  },
  detailed_resume: {
    title: 'assets.detailed',
    text: 'assets.detailedText',
    need: 'assets.recommended',
    done: 'assets.doneDetailed',
    coins: config.steps.detailed_resume_summary,
  },
}
