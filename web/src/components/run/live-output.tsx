import { useEffect, useLayoutEffect, useRef } from 'react'
import { Markdown } from '@/components/markdown'
import { Card } from '@/components/ui/card'
import { useText } from '@/lib/i18n'

const NEAR_PX = 160

/** Text that grows: it stays in its card, and follows the end as long as the reader is there. */
export function LiveOutput({ text }: { text: string }) {
  const { say } = useText()
  const card = useRef<HTMLDivElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const begun = text !== ''

  useEffect(() => {
    if (begun) card.current?.scrollIntoView({ block: 'nearest' })
  }, [begun])

  useLayoutEffect(() => {
    const view = box.current
    if (view && view.scrollHeight - view.scrollTop - view.clientHeight < NEAR_PX) view.scrollTop = view.scrollHeight
  })

  if (!begun) return null
  return (
    <Card ref={card} className="scroll-mt-20 p-0" aria-label={say('service.live')}>
      <div
        ref={box}
        tabIndex={0}
        role="log"
        aria-label={say('service.live')}
        aria-live="polite"
        aria-busy="true"
        className="max-h-[60vh] overflow-y-auto p-6"
      >
        <Markdown text={text} />
        <span aria-hidden className="mt-2 inline-block h-4 w-1.5 animate-pulse rounded-sm bg-primary" />
      </div>
    </Card>
  )
}
