import type { Profile } from '@/api/types'
import { AssetCard } from '@/features/assets/asset-card'
import { FirstVisit } from '@/features/assets/first-visit'
import { Guide } from '@/features/assets/guide'

/** Both files, and for newcomers where to begin. */
export function AssetsPanel({ profile }: { profile: Profile }) {
  const isNew = !profile.resume
  return (
    <div className="space-y-8">
      {isNew && <FirstVisit />}
      <div className="grid gap-6 lg:grid-cols-2 lg:gap-8">
        <AssetCard kind="resume" asset={profile.resume} />
        <AssetCard kind="detailed_resume" asset={profile.detailedResume} />
      </div>
      {!profile.detailedResume && <Guide />}
    </div>
  )
}
