import type { ReactNode } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { ChaosForm } from '@/features/local/chaos-form'
import { FaultForm } from '@/features/local/fault-form'
import { RunState } from '@/features/local/run-state'
import { useText } from '@/lib/i18n'

/** Tries the product's promises by hand: break the models or the queue, and watch the run. */
export default function DeveloperPanel({ onClose }: { onClose: () => void }) {
  const { say } = useText()
  return (
    <Dialog open wide onOpenChange={open => open || onClose()} title={say('local.tools')} description={say('local.toolsText')}>
      <div tabIndex={0} role="region" aria-label={say('local.tools')} className="-mx-6 -mb-6 space-y-8 overflow-y-auto px-6 pt-2 pb-6">
        <Part title={say('local.runTitle')}><RunState /></Part>
        <Part title={say('local.faultsTitle')} lead={say('local.faultsText')}><FaultForm /></Part>
        <Part title={say('local.chaosTitle')} lead={say('local.chaosText')}><ChaosForm /></Part>
      </div>
    </Dialog>
  )
}

const Part = ({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) => (
  <section className="space-y-4">
    <div className="space-y-1">
      <h3 className="font-semibold tracking-tight">{title}</h3>
      {lead && <p className="text-sm leading-relaxed text-muted-foreground">{lead}</p>}
    </div>
    {children}
  </section>
)
