import { useState } from 'react'
import type { MatchResult, Service } from '@/api/types'
import { Card } from '@/components/ui/card'
import { Evidence } from '@/features/match/evidence'
import { RequirementRow } from '@/features/match/requirement-row'
import { useText } from '@/lib/i18n'

/** Every requirement with its verdict; the chosen one is shown where it stands in resume and job. */
export function Requirements({ service, match }: { service: Service; match: MatchResult }) {
  const { say } = useText()
  const [chosen, setChosen] = useState<string | null>(match.requirements[0]?.requirement.id ?? null)
  const judged = match.requirements.find(one => one.requirement.id === chosen)
  return (
    <Card className="p-0">
      <div className="px-6 pt-6">
        <h3 className="font-semibold tracking-tight">{say('match.requirements')}</h3>
        <p className="mt-1 text-sm text-muted-foreground">{say('match.requirementsText')}</p>
      </div>
      <div className="mt-4 grid lg:grid-cols-[1.05fr_1fr]">
        <ul className="border-t">
          {match.requirements.map(one => (
            <li key={one.requirement.id} className="border-b last:border-b-0">
              <RequirementRow
                judged={one}
                isChosen={one === judged}
                onChoose={() => setChosen(one === judged ? null : one.requirement.id)}
              />
              {one === judged && (
                <div className="px-6 pt-4 pb-5 lg:hidden"><Evidence service={service} judged={one} /></div>
              )}
            </li>
          ))}
        </ul>
        <div className="hidden border-t border-l lg:block">
          <div className="sticky top-0 p-6">{judged && <Evidence service={service} judged={judged} />}</div>
        </div>
      </div>
    </Card>
  )
}
