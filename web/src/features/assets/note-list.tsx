import { Info } from 'lucide-react'
import type { Note } from '@/api/types'
import { useText } from '@/lib/i18n'

/** What reading the file turned up besides its text. */
export function NoteList({ notes }: { notes: Note[] }) {
  const { say, knows } = useText()
  if (!notes.length) return <p className="text-sm text-muted-foreground">{say('assets.noNotes')}</p>
  return (
    <ul className="space-y-4">
      {notes.map(({ kind, count, pieces }) => {
        const key = `assets.noteKinds.${kind}`
        return (
          <li key={kind} className="flex gap-3 text-sm leading-relaxed">
            <Info className="mt-1 size-4 shrink-0 text-warning" aria-hidden />
            <div className="min-w-0 space-y-1">
              <p>{knows(key) ? say(key, { count }) : kind}</p>
              {pieces?.map((piece, index) => (
                <p key={index} className="text-muted-foreground wrap-anywhere">“{piece}”</p>
              ))}
            </div>
          </li>
        )
      })}
    </ul>
  )
}
