/** What the queue may do to deliveries: shares of all of them, and seconds. */
export const KNOBS = {
  duplicate: { max: 1, step: 0.1 },
  lose: { max: 1, step: 0.1 },
  reorder: { max: 1, step: 0.1 },
  delay: { max: 10, step: 1 },
} as const
export type Knob = keyof typeof KNOBS
export type Chaos = Record<Knob, number>

export const NAMES = Object.keys(KNOBS) as Knob[]
export const CALM: Chaos = { duplicate: 0, lose: 0, reorder: 0, delay: 0 }

/** "30%" or "3 s". */
export const shownAs = (name: Knob, value: number) => (name === 'delay' ? `${value} s` : `${Math.round(value * 100)}%`)

export const isCalm = (chaos: Chaos) => NAMES.every(name => chaos[name] === 0)
