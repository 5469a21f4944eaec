import { ArrowRight } from 'lucide-react'
import { Link } from 'react-router'
import { buttonLook } from '@/components/ui/button'
import { DemoMatch } from '@/features/landing/demo-match'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The promise, the way in, and a picture of what one gets. */
export function Hero() {
  const { say, locale } = useText()
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-12 px-4 pt-10 pb-14 sm:px-6 lg:grid-cols-[1fr_1.02fr] lg:gap-16 lg:pt-20 lg:pb-24">
      <div>
        <p className="text-sm font-medium text-primary">{say('landing.subtitle')}</p>
        <h1 className="mt-4 text-[2rem] leading-[1.2] font-semibold tracking-tight text-balance sm:text-4xl sm:leading-[1.18] lg:text-[2.75rem]">
          {say('landing.title')}
        </h1>
        <p className="mt-5 max-w-xl text-base leading-[1.8] text-muted-foreground sm:text-lg sm:leading-[1.75]">
          {say('landing.lead')}
        </p>
        <div className="mt-8 flex flex-wrap items-center gap-3">
          <Link to={paths.signUp(locale)} className={buttonLook({ variant: 'primary', size: 'lg', className: 'w-full sm:w-auto' })}>
            {say('landing.start', { coins: config.firstCoins })}
            <ArrowRight />
          </Link>
          <a href="#how" className={buttonLook({ variant: 'ghost', size: 'lg', className: 'w-full sm:w-auto' })}>
            {say('landing.howLink')}
          </a>
        </div>
      </div>
      <DemoMatch />
    </section>
  )
}
