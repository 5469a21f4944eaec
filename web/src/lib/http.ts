import { accessToken } from '@/lib/auth'

/** The server said no, or could not be reached; `code` is the key of a text under `errors`. */
export class ApiFailure extends Error {
  readonly code: string
  readonly status: number
  readonly retryAfterS: number | null

  constructor(code: string, status: number, retryAfterS: number | null = null) {
    super(`${status} ${code}`)
    this.code = code
    this.status = status
    this.retryAfterS = retryAfterS
  }
}

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  query?: Record<string, string | number | undefined>
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One request to the API: token added, asked for anew once after a 401, failures as `ApiFailure`. */
export async function request(path: string, call: Call = {}): Promise<Response> {
  const first = await send(path, call, await accessToken())
  const response = first.status === 401 ? await send(path, call, await accessToken({ fresh: true })) : first
  if (!response.ok && response.status !== 304) throw await failureOf(response)
  return response
}

/** The JSON answer of a request. */
export async function json<T>(path: string, call?: Call): Promise<T> {
  const response = await request(path, call)
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function send(path: string, call: Call, token: string | null): Promise<Response> {
  const headers = new Headers(call.headers)
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (call.body !== undefined) headers.set('content-type', 'application/json')
  const body = call.body === undefined ? undefined : JSON.stringify(call.body)
  try {
    return await fetch(withQuery(path, call.query), { method: call.method ?? 'GET', headers, body, signal: call.signal })
  } catch (failure) {
    if (call.signal?.aborted) throw failure
    throw new ApiFailure('offline', 0)
  }
}

function withQuery(path: string, query: Call['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()
  return text ? `${path}?${text}` : path
}

async function failureOf(response: Response): Promise<ApiFailure> {
  const body = (await response.json().catch(() => ({}))) as { error?: unknown }
  const code = typeof body.error === 'string' ? body.error : response.status === 422 ? 'invalid_request' : 'internal'
  const retryAfter = Number(response.headers.get('retry-after'))
  return new ApiFailure(code, response.status, retryAfter > 0 ? retryAfter : null)
}
