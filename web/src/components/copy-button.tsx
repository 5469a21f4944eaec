import { Check, Copy } from 'lucide-react'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useText } from '@/lib/i18n'

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text }: { text: string }) {
  const { say } = useText()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
    setTimeout(() => setCopied(false), 2000)
  }
  return (
    <Button onClick={() => void copy()}>
      {copied ? <Check className="text-success" /> : <Copy />}
      <span aria-live="polite">{say(copied ? 'common.copied' : 'common.copy')}</span>
    </Button>
  )
}
