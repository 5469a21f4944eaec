/** Signing in: Better Auth behind a relative path. Its cookie is the session; the access token lives in memory only. */

const BASE = '/neondb/auth'
const TOKEN_LIFE_MS = 14 * 60_000 // the token lasts 15 minutes

/** Signing in or up was refused; `code` is the identity service's own word. */
export class AuthRefused extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

interface Token {
  value: string | null
  until: number
}

let token: Token | null = null
let asking: Promise<Token> | null = null

/** The access token, or null for a guest. Callers at the same time share one request. */
export async function accessToken({ fresh = false } = {}): Promise<string | null> {
  if (fresh) token = null
  if (token && Date.now() < token.until) return token.value
  asking ??= askForToken().finally(() => (asking = null))
  token = await asking
  return token.value
}

async function askForToken(): Promise<Token> {
  const response = await fetch(`${BASE}/token`, { credentials: 'include', cache: 'no-store' })
  if (response.status === 401) return { value: null, until: 0 }
  if (!response.ok) throw new AuthRefused('UNAVAILABLE')
  const body = (await response.json()) as { token: string }
  rememberSignIn(true)
  return { value: body.token, until: Date.now() + TOKEN_LIFE_MS }
}

async function post(path: string, body: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${BASE}${path}`, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => {
    throw new AuthRefused('OFFLINE')
  })
  const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
  if (!response.ok) throw new AuthRefused(String(answer.code ?? `HTTP_${response.status}`))
  token = null
  return answer
}

export async function signUp(person: { name: string; email: string; password: string }): Promise<void> {
  await post('/sign-up/email', person)
  rememberSignIn(true)
}

export async function signIn(person: { email: string; password: string }): Promise<void> {
  await post('/sign-in/email', person)
  rememberSignIn(true)
}

export const askForNewPassword = (email: string, redirectTo: string) =>
  post('/request-password-reset', { email, redirectTo })

export const setNewPassword = (ticket: string, newPassword: string) =>
  post('/reset-password', { token: ticket, newPassword })

/** Everybody else who is signed in as this person has to sign in again. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  post('/change-password', { currentPassword, newPassword, revokeOtherSessions: true })

/** Has the identity service forget the person; one that will not, or no longer trusts this session, signs out. */
export async function forgetPerson(): Promise<void> {
  await post('/delete-user', {}).catch(signOut)
  rememberSignIn(false)
}

/** Leaves for the provider's page; it comes back to `callbackURL` with a session. */
export async function signInWith(provider: string, callbackURL: string): Promise<void> {
  const { url } = await post('/sign-in/social', { provider, callbackURL })
  location.assign(String(url))
}

export async function signOut(): Promise<void> {
  await post('/sign-out', {})
  rememberSignIn(false)
}

const HINT = 'signed-in'

function rememberSignIn(yes: boolean): void {
  try {
    if (yes) localStorage.setItem(HINT, '1')
    else localStorage.removeItem(HINT)
  } catch {
    // Only a hint: without it a signed-in visitor sees the landing page.
  }
}

/** Whether asking for a token is worth a request: guests on the landing page cause none. */
export function mayBeSignedIn(): boolean {
  try {
    return localStorage.getItem(HINT) === '1'
  } catch {
    return false
  }
}
