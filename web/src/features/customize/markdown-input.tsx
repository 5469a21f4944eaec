import { Bold, Heading2, List, RotateCcw } from 'lucide-react'
import { useRef, type KeyboardEvent } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { fieldLook } from '@/components/ui/field'
import { asHeading, asListItem, bold, type Edit } from '@/features/customize/markdown-edits'
import type { useEditor } from '@/features/customize/use-editor'
import { cn } from '@/lib/cn'
import { useText } from '@/lib/i18n'

const TOOLS = [
  { key: 'bold', icon: <Bold />, edit: bold },
  { key: 'heading', icon: <Heading2 />, edit: asHeading },
  { key: 'list', icon: <List />, edit: asListItem },
] as const

interface Props {
  editor: ReturnType<typeof useEditor>
  canRevert: boolean
}

/** The resume as Markdown, with the few tools a resume needs. */
export function MarkdownInput({ editor, canRevert }: Props) {
  const { say } = useText()
  const input = useRef<HTMLTextAreaElement>(null)
  const apply = (edit: Edit) => {
    const field = input.current!
    const next = edit({ text: field.value, start: field.selectionStart, end: field.selectionEnd })
    editor.edit(next.text)
    requestAnimationFrame(() => (field.focus(), field.setSelectionRange(next.start, next.end)))
  }
  const press = (event: KeyboardEvent) => {
    const command = event.ctrlKey || event.metaKey
    if (!command || !['s', 'b'].includes(event.key)) return
    event.preventDefault()
    if (event.key === 's') editor.save()
    else apply(bold)
  }
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <div className="flex items-center">
        {TOOLS.map(({ key, icon, edit }) => (
          <IconButton key={key} label={say(`customize.${key}`)} onClick={() => apply(edit)}>{icon}</IconButton>
        ))}
        <IconButton label={say('customize.revert')} disabled={!canRevert} onClick={editor.revert}><RotateCcw /></IconButton>
        <span role="status" className="ml-auto text-xs text-muted-foreground">
          {editor.isDirty && say('customize.unsaved')}
        </span>
      </div>
      <textarea
        ref={input}
        aria-label={say('customize.editor')}
        value={editor.markdown}
        spellCheck={false}
        onChange={event => editor.edit(event.target.value)}
        onKeyDown={press}
        className={cn(fieldLook, 'min-h-[60vh] flex-1 resize-y p-4 font-mono text-sm leading-relaxed lg:min-h-[75vh]')}
      />
    </div>
  )
}
