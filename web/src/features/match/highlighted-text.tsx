import { useEffect, useMemo, useRef } from 'react'
import { pieces, type Range } from '@/features/match/ranges'

interface Props {
  label: string
  text: string
  ranges: Range[]
}

/** A source with its quotes marked; it opens at the first one. */
export function HighlightedText({ label, text, ranges }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const cut = useMemo(() => pieces(text, ranges), [text, ranges])

  useEffect(() => {
    const mark = box.current?.querySelector('mark')
    if (box.current && mark) box.current.scrollTop = mark.offsetTop - box.current.clientHeight / 3
  }, [])

  return (
    <div
      ref={box}
      role="region"
      aria-label={label}
      tabIndex={0}
      className="relative max-h-80 overflow-y-auto rounded-xl bg-muted p-4 text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap lg:max-h-[26rem]"
    >
      {cut.map((piece, index) => (piece.marked ? <mark key={index}>{piece.text}</mark> : piece.text))}
    </div>
  )
}
