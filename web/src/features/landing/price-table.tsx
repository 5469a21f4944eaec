import { Section } from '@/features/landing/section'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'

const { steps, services } = config
const ROWS = [
  { key: 'resume', coins: steps.resume_summary },
  { key: 'detailed', coins: steps.detailed_resume_summary },
  { key: 'scan', coins: steps.resume_vision },
  { key: 'text', coins: services.text },
  { key: 'image', coins: services.image },
  { key: 'customize', coins: services.customize },
  { key: 'interview', coins: services.interview },
  { key: 'free', coins: 0 },
] as const

/** What everything costs; the figures are the backend's. */
export function PriceTable() {
  const { say } = useText()
  return (
    <div className="bg-sidebar">
      <Section
        beside
        id="prices"
        title={say('landing.prices.title')}
        lead={say('landing.prices.lead', { coins: config.firstCoins })}
      >
        <table className="w-full overflow-hidden rounded-xl bg-card text-left shadow-card">
          <thead className="text-sm text-muted-foreground">
            <tr>
              <th scope="col" className="px-5 py-3 font-medium sm:px-6">{say('landing.prices.item')}</th>
              <th scope="col" className="px-5 py-3 text-right font-medium sm:px-6">{say('landing.prices.coins')}</th>
            </tr>
          </thead>
          <tbody>
            {ROWS.map(({ key, coins }) => (
              <tr key={key} className="border-t">
                <td className="px-5 py-3.5 sm:px-6">{say(`landing.prices.${key}`)}</td>
                <td className="px-5 py-3.5 text-right font-medium whitespace-nowrap tabular-nums sm:px-6">
                  {coins || say('landing.prices.none')}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
    </div>
  )
}
