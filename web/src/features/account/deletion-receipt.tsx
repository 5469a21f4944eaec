import { Printer } from 'lucide-react'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import type { DeletionProof } from '@/data/account'
import { useText } from '@/lib/i18n'
import { momentText } from '@/lib/moments'

export interface Receipt {
  proof: DeletionProof
  when: string
}

/** What is left of an account, counted after its deletion; it can be printed and kept. */
export function DeletionReceipt({ receipt: { proof, when } }: { receipt: Receipt }) {
  const { say, knows, locale } = useText()
  const counts = Object.entries({ ...proof.rows, objects: proof.objects, keys: proof.keys })
  const isClean = counts.every(([, count]) => count === 0)
  const nameOf = (key: string) => {
    const text = `account.proof.kinds.${key}`
    return knows(text) ? say(text) : key
  }
  return (
    <div className="space-y-6">
      <Alert tone={isClean ? 'success' : 'warning'} title={say(isClean ? 'account.proof.clean' : 'account.proof.unfinished')} />
      <table className="w-full text-sm">
        <caption className="pb-2 text-left text-xs text-muted-foreground">
          {say('account.proof.caption', { when: momentText(when, locale) })}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{say('account.proof.what')}</th>
            <th scope="col">{say('account.proof.left')}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(([key, count]) => (
            <tr key={key} className="border-t">
              <th scope="row" className="py-2 text-left font-normal">{nameOf(key)}</th>
              <td data-left={key} className="py-2 text-right font-medium tabular-nums">{count}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Button className="w-full print:hidden" onClick={() => print()}>
        <Printer />
        {say('account.proof.print')}
      </Button>
    </div>
  )
}
