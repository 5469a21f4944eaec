/** Collects pieces of text and hands over the whole at most once a frame. */
export class FrameBuffer {
  private whole = ''
  private frame = 0
  private readonly draw: (text: string) => void

  constructor(draw: (text: string) => void) {
    this.draw = draw
  }

  add(piece: string): void {
    this.whole += piece
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0
      this.draw(this.whole)
    })
  }

  clear(): void {
    this.stop()
    this.whole = ''
    this.draw('')
  }

  stop(): void {
    cancelAnimationFrame(this.frame)
    this.frame = 0
  }
}
