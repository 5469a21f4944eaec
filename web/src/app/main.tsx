import '@/styles.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { BrowserRouter } from 'react-router'
import { Root } from '@/app/root'
import { loadDictionary } from '@/lib/i18n'
import { LANG_TAG, localeIn, preferredLocale } from '@/lib/locale'

const locale = localeIn(location.pathname) ?? preferredLocale(navigator.languages)
const { default: dictionary } = await loadDictionary[locale]()
document.documentElement.lang = LANG_TAG[locale]

const page = document.getElementById('root')!
const tree = (
  <BrowserRouter>
    <Root locale={locale} dictionary={dictionary} />
  </BrowserRouter>
)
if (page.hasChildNodes()) hydrateRoot(page, tree)
else createRoot(page).render(tree)
