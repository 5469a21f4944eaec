import type { MatchResult } from '@/api/types'
import { CopyButton } from '@/components/copy-button'
import { Markdown } from '@/components/markdown'
import { Alert } from '@/components/ui/alert'
import { Card } from '@/components/ui/card'
import { useText } from '@/lib/i18n'

/** The message to the recruiter, ready to be sent. */
export function Script({ match }: { match: MatchResult }) {
  const { say } = useText()
  return (
    <Card className="space-y-4">
      <div className="flex flex-wrap items-start justify-between gap-4">
        <div>
          <h3 className="font-semibold tracking-tight">{say('match.script')}</h3>
          <p className="mt-1 text-sm text-muted-foreground">{say('match.scriptText')}</p>
        </div>
        <CopyButton text={match.script} />
      </div>
      {match.script_notes.length > 0 && (
        <Alert tone="warning" title={say('match.scriptNotes')}>{match.script_notes.join(' · ')}</Alert>
      )}
      <Markdown text={match.script} />
    </Card>
  )
}
