import path from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

// The running stack; only `./dev web` uses it. Signing in goes through the gateway too.
const gateway = process.env.GATEWAY_URL ?? 'http://localhost:4300'
const proxied = ['/api', '/stream', '/neondb/auth', '/local']

export default defineConfig({
  plugins: [react(), tailwindcss()],
  resolve: { alias: { '@': path.resolve(import.meta.dirname, 'src') } },
  server: { host: 'localhost', proxy: Object.fromEntries(proxied.map(from => [from, gateway])) },
  build: { target: 'es2022', manifest: true },
  test: { environment: 'jsdom', include: ['tests/**/*.test.{ts,tsx}'], maxWorkers: 2 },
})
