/** What the local gateway says of itself; in the cloud there is no such address. */
export interface LocalInfo {
  demo?: { email: string; password: string } | null
}

/** Null anywhere but on the local stack. Only localhost is asked, so nobody else's console shows a 404. */
export async function localInfo(): Promise<LocalInfo | null> {
  if (location.hostname !== 'localhost') return null
  const response = await fetch('/local/info').catch(() => null)
  const isJson = response?.headers.get('content-type')?.includes('json')
  return response?.ok && isJson ? ((await response.json()) as LocalInfo) : null
}

/** One knob of the stack, read or turned; null where the service behind it does not run. */
export async function knob<T>(path: 'models/faults' | 'queue/chaos', request?: RequestInit): Promise<T | null> {
  const response = await fetch(`/local/${path}`, request)
  if (response.status === 404) return null
  if (!response.ok) throw new Error(`/local/${path}: ${response.status}`)
  return (await response.json()) as T
}

/** A request that turns a knob. */
export const turning = (wishes: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(wishes),
})
