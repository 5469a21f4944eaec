import { FileText, Eye, RefreshCw } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Asset } from '@/api/types'
import { Button } from '@/components/ui/button'
import { AssetReading } from '@/features/assets/asset-reading'
import { useText } from '@/lib/i18n'
import { momentText } from '@/lib/moments'

/** The file that is there: its name, what was read from it, and a way to replace it. */
export function AssetFile({ asset, onFile }: { asset: Asset; onFile: (file: File) => void }) {
  const { say, locale } = useText()
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState(false)
  const take = (files: FileList | null) => files?.[0] && onFile(files[0])
  return (
    <div
      className="space-y-3"
      onDragOver={event => event.preventDefault()}
      onDrop={event => (event.preventDefault(), take(event.dataTransfer.files))}
    >
      <div className="flex items-center gap-3 rounded-xl bg-muted p-3.5">
        <FileText className="size-5 shrink-0 text-primary" aria-hidden />
        <div className="min-w-0">
          <p className="truncate text-sm font-medium">{asset.fileName}</p>
          <p className="text-xs text-muted-foreground">
            {say('assets.updated', { when: momentText(asset.lastUpdatedAt, locale) })}
          </p>
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => input.current?.click()}>
          <RefreshCw />
          {say('assets.replace')}
        </Button>
        <input
          ref={input}
          type="file"
          accept="application/pdf"
          aria-label={say('assets.replace')}
          className="hidden"
          onChange={event => (take(event.target.files), (event.target.value = ''))}
        />
        {asset.text && (
          <Button variant="ghost" onClick={() => setReading(true)}>
            <Eye />
            {say('assets.view')}
          </Button>
        )}
      </div>
      <AssetReading asset={asset} open={reading} onOpenChange={setReading} />
    </div>
  )
}
