import { Progress as Radix } from 'radix-ui'

/** How far something is; without a value, that something is going on. */
export function Progress({ label, value }: { label: string; value?: number }) {
  return (
    <Radix.Root
      aria-label={label}
      value={value ?? null}
      className="relative h-1.5 w-full overflow-hidden rounded-full bg-secondary"
    >
      {value === undefined ? (
        <Radix.Indicator className="absolute inset-y-0 w-2/5 animate-[slide_1.6s_ease-in-out_infinite] rounded-full bg-primary" />
      ) : (
        <Radix.Indicator className="h-full rounded-full bg-primary transition-[width]" style={{ width: `${value}%` }} />
      )}
    </Radix.Root>
  )
}
