import { Link } from 'react-router'
import { buttonLook } from '@/components/ui/button'
import config from '@/generated/config.json'
import { useText } from '@/lib/i18n'
import { paths } from '@/lib/paths'

/** The way in, once more. */
export function FinalCall() {
  const { say, locale } = useText()
  return (
    <section className="mx-auto max-w-6xl px-4 pb-20 sm:px-6">
      <div className="flex flex-col items-center gap-4 rounded-2xl bg-primary-soft px-6 py-14 text-center">
        <h2 className="text-2xl font-semibold tracking-tight text-balance lg:text-3xl">{say('landing.finalTitle')}</h2>
        <p className="text-muted-foreground">{say('landing.finalText')}</p>
        <Link to={paths.signUp(locale)} className={buttonLook({ variant: 'primary', size: 'lg', className: 'mt-3' })}>
          {say('landing.start', { coins: config.firstCoins })}
        </Link>
      </div>
    </section>
  )
}
