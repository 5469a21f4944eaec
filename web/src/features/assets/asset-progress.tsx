import { Progress } from '@/components/ui/progress'
import { useText } from '@/lib/i18n'

/** A file on its way up, or being read; nobody has to stay for it. */
export function AssetProgress({ percent, step }: { percent: number | null; step: string | null }) {
  const { say } = useText()
  const reading = say(step === 'resume_vision' ? 'assets.scan.reading' : 'assets.reading')
  const text =
    percent === null ? reading : percent < 100 ? say('assets.uploading', { percent }) : say('assets.starting')
  return (
    <div className="space-y-2.5">
      <Progress label={text} value={percent !== null && percent < 100 ? percent : undefined} />
      <p role="status" className="text-sm">{text}</p>
      <p className="text-sm text-muted-foreground">{say('assets.leave')}</p>
    </div>
  )
}
