import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Slider } from '@/components/ui/slider'
import { CALM, isCalm, KNOBS, NAMES, shownAs, type Chaos } from '@/features/local/chaos'
import { useChaos, useTurnChaos } from '@/features/local/use-local-stack'
import { useText } from '@/lib/i18n'

/** What the queue does to every delivery from now on. */
export function ChaosForm() {
  const { say } = useText()
  const { data: known } = useChaos()
  const turn = useTurnChaos()
  // What was turned here is shown as it was turned: an answer to an earlier turn must not move it back.
  const [turned, setTurned] = useState<Partial<Chaos>>({})
  if (!known) return null

  const chaos = { ...known, ...turned }
  const set = (wishes: Partial<Chaos>) => {
    setTurned({ ...turned, ...wishes })
    turn.mutate(wishes)
  }
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2 sm:gap-x-10 sm:gap-y-5">
        {NAMES.map(name => (
          <Slider key={name} label={say(`local.chaos.${name}`)} value={chaos[name]} {...KNOBS[name]}
            shown={shownAs(name, chaos[name])} onChange={value => set({ [name]: value })} />
        ))}
      </div>
      <Button disabled={isCalm(chaos)} onClick={() => set(CALM)}>
        {say('local.reset')}
      </Button>
    </div>
  )
}
