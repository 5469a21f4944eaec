import DOMPurify from 'dompurify'
import { Marked } from 'marked'
import { memo, useMemo } from 'react'

const TAGS = ['h1', 'h2', 'h3', 'h4', 'p', 'ul', 'ol', 'li', 'strong', 'em', 'del', 'code', 'pre', 'blockquote',
  'table', 'thead', 'tbody', 'tr', 'th', 'td', 'a', 'br', 'hr']

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const asText = (html: string) => html.replace(/[&<>"]/g, letter => ENTITIES[letter] ?? letter)

// HTML written by a model appears as text. The sanitizer below is a second net under this first one.
const marked = new Marked({ gfm: true, renderer: { html: token => asText(token.text) } })

function safeHtml(source: string): string {
  const html = marked.parse(source, { async: false })
  return DOMPurify.sanitize(html, { ALLOWED_TAGS: TAGS, ALLOWED_ATTR: ['href', 'start', 'align'] })
}

/** A top-level block: drawn again only when its own source changes. */
const Block = memo(function Block({ source }: { source: string }) {
  const html = useMemo(() => ({ __html: safeHtml(source) }), [source])
  return <div dangerouslySetInnerHTML={html} />
})

/** Markdown of a model: harmless, and cheap to draw while it grows. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => marked.lexer(text).filter(token => token.type !== 'space'), [text])
  return (
    <div className="markdown">
      {blocks.map((block, index) => (
        <Block key={index} source={block.raw} />
      ))}
    </div>
  )
}
