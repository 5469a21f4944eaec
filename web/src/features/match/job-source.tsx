import { ChevronDown } from 'lucide-react'
import { useText } from '@/lib/i18n'

/** The job as it was sent in, folded away. */
export function JobSource({ text }: { text: string }) {
  const { say } = useText()
  if (!text) return null
  return (
    <details className="group">
      <summary className="inline-flex min-h-10 cursor-pointer list-none items-center gap-2 text-sm font-medium text-muted-foreground hover:text-foreground [&::-webkit-details-marker]:hidden">
        <ChevronDown className="size-4 transition-transform group-open:rotate-180" aria-hidden />
        {say('service.job')}
      </summary>
      <p className="mt-2 max-w-3xl text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap text-muted-foreground">{text}</p>
    </details>
  )
}
