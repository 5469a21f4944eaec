import { useEffect } from 'react'
import { useNavigate } from 'react-router'
import { FinalCall } from '@/features/landing/final-call'
import { Hero } from '@/features/landing/hero'
import { HowItWorks } from '@/features/landing/how-it-works'
import { LandingFooter } from '@/features/landing/landing-footer'
import { LandingHeader } from '@/features/landing/landing-header'
import { PriceTable } from '@/features/landing/price-table'
import { Questions } from '@/features/landing/questions'
import { Trust } from '@/features/landing/trust'
import { Values } from '@/features/landing/values'
import { accessToken, mayBeSignedIn } from '@/lib/auth'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'
import { useTitle } from '@/lib/use-title'

/** What a guest sees first. Whoever is signed in goes on to the workbench. */
export default function Landing() {
  const { say, locale } = useText()
  const navigate = useNavigate()
  useTitle(say('meta.title'))

  useEffect(() => {
    if (!mayBeSignedIn()) return
    const go = (token: string | null) => token && navigate(paths.workbench(locale), { replace: true })
    accessToken().then(go, () => undefined)
  }, [locale, navigate])

  return (
    <>
      <LandingHeader />
      <main id="main">
        <Hero />
        <Values />
        <HowItWorks />
        <Trust />
        <PriceTable />
        <Questions />
        <FinalCall />
      </main>
      <LandingFooter />
    </>
  )
}
