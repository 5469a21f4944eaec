import { useEffect } from 'react'
import { useText } from '@/lib/i18n'

/** The window's title: the page, then the product. */
export function useTitle(page: string): void {
  const { say } = useText()
  const product = say('meta.product')
  useEffect(() => {
    document.title = page.includes(product) ? page : `${page} · ${product}`
  }, [page, product])
}
