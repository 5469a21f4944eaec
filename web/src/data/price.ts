import { useProfile } from '@/data/profile'

/** What a run would cost and which queue the balance buys. Null until the profile is known. */
export function usePrice(steps: ('vision' | 'jobSummary' | 'match' | 'customize' | 'interview')[]) {
  const { data } = useProfile()
  if (!data) return null
  const coins = steps.reduce((sum, step) => sum + data.prices[step], 0)
  return { coins, balance: data.balance, isFree: data.balance < coins }
}
