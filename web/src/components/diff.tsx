import { diffWordsWithSpace } from 'diff'
import { useMemo } from 'react'
import { useText } from '@/lib/i18n'

interface Props {
  before: string
  after: string
  side: 'before' | 'after'
}

const looks = {
  added: 'rounded-sm bg-success-soft text-success no-underline',
  removed: 'rounded-sm bg-destructive-soft text-destructive line-through',
}

/** One side of a change; what differs is marked, and named for those who hear it. */
export function Diff({ before, after, side }: Props) {
  const { say, locale } = useText()
  const parts = useMemo(() => {
    const intlSegmenter = new Intl.Segmenter(locale, { granularity: 'word' })
    return diffWordsWithSpace(before, after, { intlSegmenter })
  }, [before, after, locale])
  const shown = parts.filter(part => (side === 'before' ? !part.added : !part.removed))
  return (
    <p className="text-sm leading-relaxed wrap-anywhere">
      {shown.map((part, index) => {
        if (part.added) return <ins key={index} className={looks.added}><Spoken text={say('customize.added')} />{part.value}</ins>
        if (part.removed) return <del key={index} className={looks.removed}><Spoken text={say('customize.removed')} />{part.value}</del>
        return <span key={index}>{part.value}</span>
      })}
    </p>
  )
}

const Spoken = ({ text }: { text: string }) => <span className="sr-only">{text}</span>
