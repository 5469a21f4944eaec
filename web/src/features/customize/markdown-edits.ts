export interface Selection {
  text: string
  start: number
  end: number
}

export type Edit = (selection: Selection) => Selection

/** Puts the selection between asterisks, or takes them away. */
export const bold: Edit = ({ text, start, end }) => {
  const isBold = text.slice(start - 2, start) === '**' && text.slice(end, end + 2) === '**'
  if (isBold)
    return { text: text.slice(0, start - 2) + text.slice(start, end) + text.slice(end + 2), start: start - 2, end: end - 2 }
  return { text: `${text.slice(0, start)}**${text.slice(start, end)}**${text.slice(end)}`, start: start + 2, end: end + 2 }
}

/** Gives every selected line a beginning, or takes it away where all have it. */
const prefixed =
  (prefix: string): Edit =>
  ({ text, start, end }) => {
    const from = text.lastIndexOf('\n', start - 1) + 1
    const next = text.indexOf('\n', end)
    const to = next < 0 ? text.length : next
    const lines = text.slice(from, to).split('\n')
    const all = lines.every(line => line.startsWith(prefix))
    const changed = lines.map(line => (all ? line.slice(prefix.length) : line.startsWith(prefix) ? line : prefix + line)).join('\n')
    return { text: text.slice(0, from) + changed + text.slice(to), start: from, end: from + changed.length }
  }

export const asHeading = prefixed('## ')
export const asListItem = prefixed('- ')
