import { pause } from '@/lib/sse'

/** Asks for the status once; true when the run is over. */
export type StatusProbe = (signal: AbortSignal) => Promise<boolean>

const EAGER_FOR_MS = 15_000
const EAGER_MS = 2_000
const STEADY_MS = 5_000

/** The pause before the next question: every 2 s for the first 15 s, every 5 s afterwards. */
export const cadence = (elapsedMs: number) => (elapsedMs < EAGER_FOR_MS ? EAGER_MS : STEADY_MS)

/** Asks until the run is over or the reader leaves; a question that fails is asked again. */
export async function pollStatus(probe: StatusProbe, signal: AbortSignal): Promise<void> {
  const since = Date.now()
  while (!signal.aborted) {
    if (await probe(signal).catch(() => false)) return
    await pause(cadence(Date.now() - since), signal)
  }
}
