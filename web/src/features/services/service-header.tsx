import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import { toast } from 'sonner'
import type { Service } from '@/api/types'
import { Confirm } from '@/components/ui/confirm'
import { IconButton } from '@/components/ui/icon-button'
import { useDeleteService } from '@/data/services'
import { useFailureToast } from '@/data/use-failure-text'
import { StatusBadge } from '@/features/services/status-badge'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** Which job this is. */
export function ServiceHeader({ service }: { service: Service }) {
  const { say, locale } = useText()
  const navigate = useNavigate()
  const failed = useFailureToast()
  const { mutate } = useDeleteService(service.id)
  const [asking, setAsking] = useState(false)
  const summary = service.job.summary
  const facts = [summary?.company, summary?.place, summary?.salary].filter(Boolean)
  const gone = () => {
    toast.success(say('service.removed'))
    void navigate(paths.workbench(locale), { replace: true })
  }
  return (
    <header className="flex items-start justify-between gap-4">
      <div className="min-w-0 space-y-2">
        <h1 className="text-2xl font-semibold tracking-tight text-balance wrap-anywhere lg:text-3xl">
          {service.title || say('workbench.untitled')}
        </h1>
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-muted-foreground">
          <StatusBadge item={service} isWaiting={service.queue !== null} />
          {facts.map((fact, index) => <span key={index}>{fact}</span>)}
        </p>
      </div>
      <IconButton label={say('service.remove')} className="-mr-3" onClick={() => setAsking(true)}><Trash2 /></IconButton>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={say('service.removeTitle')}
        text={say('service.removeText')}
        action={say('service.remove')}
        onConfirm={() => mutate(undefined, { onSuccess: gone, onError: failed })}
      />
    </header>
  )
}
