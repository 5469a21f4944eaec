import { useState } from 'react'
import type { InterviewResult } from '@/api/types'
import { CopyButton } from '@/components/copy-button'
import { Markdown } from '@/components/markdown'
import { ResultHeading } from '@/components/result-heading'
import { Card } from '@/components/ui/card'
import { Choice } from '@/components/ui/choice'
import { PracticeTimer } from '@/features/interview/practice-timer'
import { useText } from '@/lib/i18n'

type Length = '1' | '3'

/** The self-introduction in two lengths, with a clock to practise against. */
export function Introduction({ interview }: { interview: InterviewResult }) {
  const { say } = useText()
  const [length, setLength] = useState<Length>('1')
  const text = length === '1' ? interview.introduction_1min : interview.introduction_3min
  const lengths: { value: Length; text: string }[] = [
    { value: '1', text: say('interview.oneMinute') },
    { value: '3', text: say('interview.threeMinutes') },
  ]
  return (
    <Card className="space-y-5">
      <div className="flex flex-wrap items-center justify-between gap-4">
        <ResultHeading>{say('interview.intro')}</ResultHeading>
        <div className="flex flex-wrap items-center gap-2">
          <Choice label={say('interview.intro')} value={length} options={lengths} onChange={setLength} />
          <CopyButton text={text} />
        </div>
      </div>
      <Markdown text={text} />
      <PracticeTimer key={length} seconds={Number(length) * 60} />
    </Card>
  )
}
