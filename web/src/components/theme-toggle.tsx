import { Moon, Sun } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { useText } from '@/lib/i18n'
import { setTheme, useTheme } from '@/lib/theme'

/** Light or dark. Both pictures are in the page; the style sheet shows one, so that prerendered pages fit either. */
export function ThemeToggle() {
  const { say } = useText()
  const theme = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  const label = say(other === 'dark' ? 'common.darkTheme' : 'common.lightTheme')
  return (
    <Button variant="ghost" size="icon" aria-label={label} title={label} onClick={() => setTheme(other)}>
      <Moon className="dark:hidden" />
      <Sun className="hidden dark:block" />
    </Button>
  )
}
