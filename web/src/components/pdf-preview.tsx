import type { PDFDocumentProxy } from 'pdfjs-dist'
import { useEffect, useRef, useState } from 'react'

interface Props {
  file: Blob
  /** Read aloud before the page's number. */
  label: string
}

/** Draws the very bytes the export saves. No frame: phones show none, or only its first page. */
export default function PdfPreview({ file, label }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const [pages, setPages] = useState(0)

  useEffect(() => {
    const drawing = new Drawing(file, label)
    void drawing.into(box.current!).then(setPages, () => undefined)
    return () => drawing.stop()
  }, [file, label])

  return <div ref={box} data-pages={pages} className="flex min-h-96 w-full flex-col gap-4 [&_canvas]:shadow-card" />
}

/** One file being drawn; the former pages stay until the first new one is ready. */
class Drawing {
  private readonly file: Blob
  private readonly label: string
  private pdf: PDFDocumentProxy | undefined
  private stopped = false

  constructor(file: Blob, label: string) {
    this.file = file
    this.label = label
  }

  async into(box: HTMLElement): Promise<number> {
    const pdf = await open(this.file)
    this.pdf = pdf
    for (let number = 1; number <= pdf.numPages && !this.stopped; number++) {
      const canvas = await draw(pdf, number, box.clientWidth)
      if (this.stopped) break
      canvas.setAttribute('aria-label', `${this.label} ${number}/${pdf.numPages}`)
      if (number === 1) box.replaceChildren()
      box.append(canvas)
    }
    if (this.stopped) throw new Error('another file took its place')
    return pdf.numPages
  }

  stop(): void {
    this.stopped = true
    void this.pdf?.loadingTask.destroy()
  }
}

/** pdf.js and its worker come with the first preview. */
async function open(file: Blob): Promise<PDFDocumentProxy> {
  const [pdfjs, worker] = await Promise.all([
    import('pdfjs-dist'),
    import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ])
  pdfjs.GlobalWorkerOptions.workerSrc = worker.default
  return pdfjs.getDocument({ data: new Uint8Array(await file.arrayBuffer()) }).promise
}

async function draw(pdf: PDFDocumentProxy, number: number, width: number): Promise<HTMLCanvasElement> {
  const page = await pdf.getPage(number)
  const density = Math.min(devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: (width / page.getViewport({ scale: 1 }).width) * density })
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(viewport.width)
  canvas.height = Math.round(viewport.height)
  canvas.style.width = '100%'
  canvas.setAttribute('role', 'img')
  await page.render({ canvas, viewport }).promise
  return canvas
}
