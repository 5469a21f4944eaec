// node server.mjs PORT: the built app and an API that lives in memory. Development only, see README.md.
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { account, service, STREAM_TEXT } from './seed.mjs'

const port = Number(process.argv[2] ?? 4390)
const dist = path.resolve(import.meta.dirname, '../../dist')
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.png': 'image/png', '.json': 'application/json', '.xml': 'application/xml', '.txt': 'text/plain' }
const CSP = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
const accounts = new Map()
const pause = ms => new Promise(done => setTimeout(done, ms))

class Refusal extends Error {
  constructor(status, code) {
    super(code)
    Object.assign(this, { status, code })
  }
}

const emailOf = request => decodeURIComponent(/session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '')

function mine(request) {
  const email = emailOf(request)
  if (!email) throw new Refusal(401, 'not_signed_in')
  if (!accounts.has(email)) accounts.set(email, account(email))
  return accounts.get(email)
}

function found(me, id) {
  const known = me.services.get(id)
  if (!known) throw new Refusal(404, 'not_found')
  return known
}

const item = ({ id, title, currentStep, currentStatus, failureCode, isFree, match, job, createdAt, lastUpdatedAt }) => ({ id, title, company: job.summary?.company ?? null, currentStep, currentStatus, failureCode, isFree, score: match?.score ?? null, createdAt, lastUpdatedAt })

function begin(me, target, status, done) {
  Object.assign(target, { currentStatus: status, live: true, executionSessionId: `run-${target.id}-${Date.now()}`, failureCode: null, queue: null, isFree: me.profile.balance < 2 })
  setTimeout(() => Object.assign(target, service(target.id, '新岗位', '某公司', ...done), { live: false }), 6000)
  return { success: true, taskType: 'match', executionSessionId: target.executionSessionId, status, isFree: target.isFree, stream: true }
}

const ROUTES = [
  ['POST', '/neondb/auth/sign-(?:up|in)/email', ({ body, response }) => {
    if (body.password === 'wrong-password') throw new Refusal(401, 'INVALID_EMAIL_OR_PASSWORD')
    response.setHeader('set-cookie', `session=${encodeURIComponent(body.email)}; Path=/; HttpOnly`)
    return { token: 't' }
  }],
  ['POST', '/neondb/auth/sign-out', ({ response }) => (response.setHeader('set-cookie', 'session=; Path=/; Max-Age=0'), { success: true })],
  ['POST', '/neondb/auth/(?:request|reset)-password.*', () => ({ status: true })],
  ['GET', '/neondb/auth/token', ({ request }) => (mine(request), { token: 'jwt' })],
  ['GET', '/api/profile', ({ me }) => me.profile],
  ['GET', '/api/coins', ({ me }) => ({ balance: me.profile.balance, packs: [], paymentsEnabled: false, history: me.history, nextCursor: null })],
  ['POST', '/api/uploads', () => ({ key: 'k', url: `http://localhost:${port}/bucket`, fields: { key: 'k' }, expiresIn: 60 })],
  ['POST', '/bucket', () => null],
  ['POST', '/api/assets/(resume|detailed-resume)', ({ me, args: [kind], body }) => {
    const name = kind === 'resume' ? 'resume' : 'detailedResume'
    const ready = { ...account('seed').profile.resume, fileName: body.fileName, lastUpdatedAt: new Date().toISOString() }
    me.profile[name] = { ...ready, status: 'PENDING', summary: null, executionSessionId: `asset-${Date.now()}` }
    setTimeout(() => (me.profile[name] = ready), 5000)
    return { success: true, isFree: false, taskId: 'x', taskType: 'resume', executionSessionId: me.profile[name].executionSessionId }
  }],
  ['GET', '/api/services', ({ me }) => ({ items: [...me.services.values()].map(item), nextCursor: null })],
  ['POST', '/api/services', ({ me, body }) => {
    const id = `s${me.services.size + 1}`
    const made = service(id, null, null, 'MATCH', 'SUMMARY_PENDING', { job: { text: body.jobText ?? '', inputType: body.imageKey ? 'image' : 'text', summary: null } })
    me.services = new Map([[id, made], ...me.services])
    return { ...begin(me, made, 'MATCH_PENDING', ['CUSTOMIZE', 'MATCH_COMPLETED']), serviceId: id }
  }],
  ['GET', '/api/services/(\\w+)', ({ me, args: [id] }) => found(me, id)],
  ['DELETE', '/api/services/(\\w+)', ({ me, args: [id] }) => void me.services.delete(id)],
  ['POST', '/api/services/(\\w+)/match/retry', ({ me, args: [id] }) => begin(me, found(me, id), 'MATCH_PENDING', ['CUSTOMIZE', 'MATCH_COMPLETED'])],
  ['POST', '/api/services/(\\w+)/customize', ({ me, args: [id] }) => begin(me, found(me, id), 'CUSTOMIZE_PENDING', ['INTERVIEW', 'CUSTOMIZE_COMPLETED'])],
  ['POST', '/api/services/(\\w+)/interview', ({ me, args: [id] }) => begin(me, found(me, id), 'INTERVIEW_PENDING', ['COMPLETED', 'INTERVIEW_COMPLETED'])],
  ['POST', '/api/services/(\\w+)/customized-resume/ops/(\\w+)', ({ me, args: [id, n], body }) => {
    const { ops } = found(me, id).customizedResume
    for (const one of ops) if (one.state !== 'rejected' && (n === 'all' || one.n === Number(n))) one.state = body.state
    return {}
  }],
  ['PUT', '/api/services/(\\w+)/customized-resume', ({ me, args: [id], body }) => {
    const kept = found(me, id).customizedResume
    Object.assign(kept, { markdownContent: body.markdown, version: kept.version + 1 })
    return { version: kept.version }
  }],
  ['POST', '/api/services/(\\w+)/customized-resume/pdf', ({ body }) => Buffer.from(pdf(body.template))],
  ['POST', '/api/stream-tickets', () => ({ ticket: 't' })],
  ['GET', '/stream/(.+)', stream],
]

async function stream({ request, response, args: [session] }) {
  const me = mine(request)
  const followed = () => [...me.services.values()].find(one => one.executionSessionId === session && one.live)
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
  const from = Number(request.headers['last-event-id'] ?? -1) + 1
  const send = (id, event, data) => response.write(`id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`)
  const pieces = STREAM_TEXT.match(/[^]{1,6}/g)
  const frozen = session === 'run-streaming'
  for (let n = from; !response.closed && (frozen || followed() || session.startsWith('asset')); n++) {
    if (followed()?.currentStatus === 'MATCH_PENDING' && n === 12) Object.assign(followed(), { currentStatus: 'MATCH_STREAMING', stateVersion: 9 })
    if (n === 12) send(n, 'status', { execution_session_id: session, status: 'MATCH_STREAMING', version: 9 })
    const piece = pieces[n - (frozen ? 0 : 13)]
    if (piece && !/queued|ocr|asset/.test(session)) send(n, 'token', { text: piece })
    if (session.startsWith('asset') && n > 100) break
    await pause(frozen ? 10 : 50)
  }
  send('999999', 'done', {})
  response.end()
}

/** A page with one line on it: enough for the preview. */
function pdf(line) {
  const text = `BT /F1 28 Tf 72 760 Td (Template: ${line}) Tj ET`
  const objects = ['<</Type/Catalog/Pages 2 0 R>>', '<</Type/Pages/Kids[3 0 R]/Count 1>>', '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>', `<</Length ${text.length}>>stream\n${text}\nendstream`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>']
  let out = '%PDF-1.4\n'
  const at = objects.map((object, n) => {
    const here = out.length
    out += `${n + 1} 0 obj${object}endobj\n`
    return String(here).padStart(10, '0')
  })
  return `${out}xref\n0 6\n0000000000 65535 f \n${at.map(place => `${place} 00000 n \n`).join('')}trailer<</Size 6/Root 1 0 R>>\nstartxref\n${out.length}\n%%EOF`
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://localhost')
  for (const [method, pattern, handler] of ROUTES) {
    const args = request.method === method && new RegExp(`^${pattern}$`).exec(pathname)?.slice(1)
    if (!args) continue
    const raw = Buffer.concat(await request.toArray()).toString()
    const body = request.headers['content-type'] === 'application/json' && raw ? JSON.parse(raw) : {}
    const me = pathname.startsWith('/api') ? mine(request) : null
    const result = await handler({ request, response, args, body, me })
    if (response.headersSent) return
    if (Buffer.isBuffer(result)) return response.setHeader('content-type', 'application/pdf').end(result)
    return response.setHeader('content-type', 'application/json').end(JSON.stringify(result ?? {}))
  }
  await file(pathname, response)
}

async function file(pathname, response) {
  const wanted = /^\/(zh|en)\/?$/.test(pathname) ? `${pathname}/index.html` : pathname
  const known = path.extname(wanted) ? wanted : '/index.html'
  const bytes = await readFile(path.join(dist, known)).catch(() => null)
  response.writeHead(bytes ? 200 : 404, { 'content-type': TYPES[path.extname(known)] ?? 'application/octet-stream', 'content-security-policy': CSP })
  response.end(bytes ?? '')
}

createServer((request, response) =>
  answer(request, response).catch(failure => {
    response.writeHead(failure.status ?? 500, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ error: failure.code ?? 'internal', code: failure.code, detail: String(failure) }))
  }),
).listen(port, 'localhost', () => process.stdout.write(`http://localhost:${port}\n`))
