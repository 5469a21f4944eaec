/** Ends a connection that stays silent for too long, or whose reader has left. */
export class Watchdog {
  private readonly connection = new AbortController()
  private readonly end = () => this.connection.abort()
  private readonly reader: AbortSignal
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(reader: AbortSignal) {
    this.reader = reader
    reader.addEventListener('abort', this.end)
  }

  get signal(): AbortSignal {
    return this.connection.signal
  }

  allow(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(this.end, ms)
  }

  stop(): void {
    clearTimeout(this.timer)
    this.reader.removeEventListener('abort', this.end)
  }
}
