import { lazy, Suspense } from 'react'
import { Alert } from '@/components/ui/alert'
import { Skeleton } from '@/components/ui/skeleton'
import { useFailureText } from '@/data/use-failure-text'
import type { usePreview } from '@/features/customize/use-preview'
import { useText } from '@/lib/i18n'

const PdfPreview = lazy(() => import('@/components/pdf-preview'))
const blank = <Skeleton className="aspect-[210/297] w-full" />

/** The exported pages, as they are. */
export function PreviewPane({ preview }: { preview: ReturnType<typeof usePreview> }) {
  const { say } = useText()
  const textOf = useFailureText()
  const { data, error, isFetching } = preview
  return (
    <div className="min-w-0 space-y-2" aria-busy={isFetching}>
      <p role="status" className="flex h-10 items-center text-xs text-muted-foreground">
        {isFetching ? say('customize.drawing') : say('customize.preview')}
      </p>
      {error && <Alert tone="danger" title={say('customize.previewFailed')}>{textOf(error)}</Alert>}
      {!data && !error && blank}
      {data?.missing && <Alert tone="warning" title={say('customize.missingGlyphs', { glyphs: data.missing })} />}
      {data && (
        <div className="rounded-xl bg-muted p-3 sm:p-4">
          <Suspense fallback={blank}>
            <PdfPreview file={data.file} label={say('customize.previewLabel')} />
          </Suspense>
        </div>
      )}
    </div>
  )
}
