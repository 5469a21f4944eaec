import { useText } from '@/lib/i18n'

interface Props {
  queue: { position: number; expectedWaitS: number }
}

/** How many wait in front, and about how long that takes. */
export function QueueLine({ queue: { position, expectedWaitS } }: Props) {
  const { say } = useText()
  const wait =
    expectedWaitS < 60
      ? say('service.seconds', { count: Math.max(1, Math.round(expectedWaitS)) })
      : say('service.minute', { count: Math.round(expectedWaitS / 60) })
  return position > 0 ? say('service.ahead', { count: position, wait }) : say('service.next', { wait })
}
