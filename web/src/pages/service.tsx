import { useParams } from 'react-router'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { useService } from '@/data/services'
import { useFailureText } from '@/data/use-failure-text'
import { ServiceSteps } from '@/pages/service-steps'
import { ApiFailure } from '@/lib/http'
import { useText } from '@/lib/i18n'

/** One job with its three steps. */
export default function ServicePage() {
  const { say } = useText()
  const textOf = useFailureText()
  const { id = '' } = useParams()
  const { data, error, refetch } = useService(id)
  const isGone = error instanceof ApiFailure && (error.status === 404 || error.status === 422)
  const again = <Button onClick={() => void refetch()}>{say('common.retry')}</Button>
  return (
    <div className="mx-auto w-full max-w-6xl px-4 pt-4 pb-20 sm:px-6 lg:px-10 lg:pt-8">
      {data && <ServiceSteps key={data.id} service={data} />}
      {!data && !error && (
        <>
          <h1 className="sr-only">{say('common.loading')}</h1>
          <Skeleton className="h-96" />
        </>
      )}
      {!data && error && (
        <Alert tone="danger" title={isGone ? say('service.fail404') : textOf(error)} action={isGone ? undefined : again} />
      )}
    </div>
  )
}
