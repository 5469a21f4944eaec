import { BookOpenText } from 'lucide-react'
import type { KnowledgeSource } from '@/api/types'
import { useText } from '@/lib/i18n'

/** The know-how a result leans on. */
export function SourceList({ sources }: { sources: KnowledgeSource[] }) {
  const { say } = useText()
  if (!sources.length) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
      <span className="inline-flex items-center gap-1.5 font-medium">
        <BookOpenText className="size-4" aria-hidden />
        {say('service.sources')}
      </span>
      {sources.map(source => <span key={source.id}>{source.title}</span>)}
    </div>
  )
}
