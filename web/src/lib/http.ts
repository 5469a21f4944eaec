import createClient from 'openapi-fetch'
import type { paths } from '@/api/schema.gen'
import { accessToken } from '@/lib/auth'

/** The server said no, or could not be reached; `code` is the key of a text under `errors`. */
export class ApiFailure extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status: number) {
    super(`${status} ${code}`)
    this.code = code
    this.status = status
  }
}

/** Sends a request with the access token; after a 401 once more with a new one. */
async function send(request: Request): Promise<Response> {
  const spare = request.clone()
  const response = await attempt(request, await accessToken())
  return response.status === 401 ? attempt(spare, await accessToken({ fresh: true })) : response
}

async function attempt(request: Request, token: string | null): Promise<Response> {
  if (token) request.headers.set('authorization', `Bearer ${token}`)
  try {
    return await fetch(request)
  } catch (failure) {
    if (request.signal.aborted) throw failure
    throw new ApiFailure('offline', 0)
  }
}

/** The API, typed by its contract. */
export const api = createClient<paths>({ baseUrl: globalThis.location?.origin, fetch: send })

interface Answer<T> {
  data?: T
  error?: unknown
  response: Response
}

/** The content of an answer; what is no success becomes an `ApiFailure`. */
export async function dataOf<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await asked
  if (!response.ok) throw failureOf(error, response)
  return data as T
}

function failureOf(error: unknown, { status }: Response): ApiFailure {
  const code = (error as { error?: unknown } | undefined)?.error
  if (typeof code === 'string') return new ApiFailure(code, status)
  return new ApiFailure(status === 422 ? 'invalid_request' : 'internal', status)
}

/** For a call that must have its effect once, however often it is sent. */
export const once = () => ({ 'idempotency-key': crypto.randomUUID() })
