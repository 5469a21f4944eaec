export interface Range {
  start: number
  end: number
}

/** Where a quote stands: at the place it names if it is really there, else where its words are found first. */
export function placeOf(text: string, quote: { text: string } & Range): Range | null {
  if (text.slice(quote.start, quote.end) === quote.text) return { start: quote.start, end: quote.end }
  const found = text.indexOf(quote.text)
  return found < 0 ? null : { start: found, end: found + quote.text.length }
}

/** The text cut into marked and plain pieces, in order; ranges that overlap become one. */
export function pieces(text: string, ranges: Range[]): { text: string; marked: boolean }[] {
  const cut: { text: string; marked: boolean }[] = []
  let at = 0
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    if (end <= at) continue
    cut.push({ text: text.slice(at, Math.max(at, start)), marked: false })
    cut.push({ text: text.slice(Math.max(at, start), end), marked: true })
    at = end
  }
  cut.push({ text: text.slice(at), marked: false })
  return cut.filter(piece => piece.text !== '')
}
