import { useMatch } from 'react-router'
import { useRunState } from '@/features/local/use-local-stack'
import { useText } from '@/lib/i18n'

/** How the service on the page stands, in the server's own words. */
export function RunState() {
  const { say } = useText()
  const id = useMatch('/:locale/workbench/:id')?.params.id
  const { data: state } = useRunState(id)
  if (!id) return <p className="rounded-xl bg-muted p-4 text-sm text-muted-foreground">{say('local.noService')}</p>
  if (!state) return null

  const rows = [
    { name: say('local.state.status'), value: state.current_status },
    { name: say('local.state.version'), value: state.version },
    { name: say('local.state.session'), value: state.debug?.last_session ?? state.execution_session_id },
    { name: say('local.state.failure'), value: state.debug?.last_error_code ?? state.failure_code },
  ]
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 rounded-xl bg-muted p-4 text-sm">
      {rows.map(({ name, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="font-mono text-[0.8125rem] leading-[1.6] break-all">{value ?? say('local.state.none')}</dd>
        </div>
      ))}
    </dl>
  )
}
