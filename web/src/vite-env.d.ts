/// <reference types="vite/client" />

interface ImportMetaEnv {
  /** Social sign-in providers the identity service is set up with, comma separated. */
  readonly VITE_AUTH_PROVIDERS?: string
}
