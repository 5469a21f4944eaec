import type { Asset } from '@/api/types'
import { FailureAlert } from '@/components/failure-alert'

/** Why the file could not be read, and that it cost nothing in the end. */
export const AssetFailure = ({ asset }: { asset: Asset }) => (
  <FailureAlert code={asset.failureCode} isFree={asset.isFree} />
)
