/** Answers for the tests of streams. */
const bytes = new TextEncoder()

/** An event stream that brings these pieces and then breaks off. */
export function streamOf(...pieces: (string | Uint8Array<ArrayBuffer>)[]): Response {
  const body = new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(typeof piece === 'string' ? bytes.encode(piece) : piece)
      controller.close()
    },
  })
  return new Response(body, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } })
}

/** An event as the server writes it. */
export const wire = (id: string, event: string, data: object) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`

export const unstopped = () => new AbortController().signal
