// The identity server of this computer: Better Auth with the addresses, cookies and tokens of Neon Auth.
// Environment: AUTH_PORT, AUTH_SECRET, AUTH_MAIL_FILE, DATABASE_URL, WEB_ORIGINS (comma separated).
import { appendFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { bearer, jwt } from 'better-auth/plugins'
import pg from 'pg'

const { AUTH_PORT = '4306', AUTH_SECRET, AUTH_MAIL_FILE, DATABASE_URL, WEB_ORIGINS } = process.env
// Issuer and audience of every token, as in the cloud: the origin browsers know, without a path.
const origin = `http://localhost:${AUTH_PORT}`
const basePath = '/neondb/auth'
const trustedOrigins = (WEB_ORIGINS ?? 'http://localhost:4300').split(',')

const CORS = {
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'content-type, authorization',
  'Access-Control-Max-Age': '600',
  Vary: 'Origin',
}

// Mail never leaves the computer: one line of JSON a message.
const mail = kind => ({ user, url }) =>
  appendFile(AUTH_MAIL_FILE ?? 'mail.jsonl', JSON.stringify({ kind, to: user.email, url }) + '\n')

const database = new pg.Pool({
  connectionString: DATABASE_URL,
  max: 4,
  options: '-c search_path=neon_auth',
})
database.on('error', error => console.error('database:', error.message)) // an idle connection was cut

const options = {
  baseURL: origin,
  basePath,
  secret: AUTH_SECRET, // also encrypts the signing key in the database, so it must stay the same
  trustedOrigins,
  database,
  emailAndPassword: { enabled: true, minPasswordLength: 8, sendResetPassword: mail('reset-password') },
  emailVerification: { sendVerificationEmail: mail('verify-email') },
  user: { deleteUser: { enabled: true } },
  rateLimit: { enabled: false },
  telemetry: { enabled: false },
  advanced: { cookiePrefix: 'neonauth', database: { generateId: 'uuid' } },
  plugins: [
    bearer(),
    jwt({
      jwks: { jwksPath: '/.well-known/jwks.json' },
      jwt: {
        issuer: origin,
        audience: origin,
        expirationTime: '15m',
        definePayload: ({ user }) => ({ ...user, role: 'authenticated' }),
      },
    }),
  ],
}

await database.query('CREATE SCHEMA IF NOT EXISTS neon_auth')
await (await getMigrations(options)).runMigrations()
const handle = toNodeHandler(betterAuth(options))

function allow(request, response) {
  if (!trustedOrigins.includes(request.headers.origin)) return
  response.setHeader('Access-Control-Allow-Origin', request.headers.origin)
  for (const [name, value] of Object.entries(CORS)) response.setHeader(name, value)
}

createServer((request, response) => {
  if (request.url === '/healthz') return response.end('ok')
  allow(request, response)
  return request.method === 'OPTIONS' ? response.writeHead(204).end() : handle(request, response)
}).listen(Number(AUTH_PORT), '127.0.0.1')
