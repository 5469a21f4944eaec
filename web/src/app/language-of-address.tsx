import { useEffect, useState, type ReactNode } from 'react'
import { useLocation } from 'react-router'
import { LanguageProvider, loadDictionary } from '@/lib/i18n'
import { LANG_TAG, localeIn, rememberLocale, type Locale } from '@/lib/locale'
import type { Dictionary } from '@/locales/zh'

interface Props {
  locale: Locale
  dictionary: Dictionary
  children: ReactNode
}

/** Follows the locale in the address; the old language stays until the new texts are there. */
export function LanguageOfAddress({ locale, dictionary, children }: Props) {
  const [language, setLanguage] = useState({ locale, dictionary })
  const wanted = localeIn(useLocation().pathname)

  useEffect(() => {
    if (!wanted || wanted === language.locale) return
    let live = true
    void loadDictionary[wanted]().then(({ default: texts }) => {
      if (!live) return
      document.documentElement.lang = LANG_TAG[wanted]
      rememberLocale(wanted)
      setLanguage({ locale: wanted, dictionary: texts })
    })
    return () => {
      live = false
    }
  }, [wanted, language.locale])

  return <LanguageProvider {...language}>{children}</LanguageProvider>
}
