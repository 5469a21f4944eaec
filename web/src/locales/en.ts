import { account, auth, coins } from '@/locales/en/account'
import { assets } from '@/locales/en/assets'
import { common, errors, failures, status } from '@/locales/en/common'
import { customize } from '@/locales/en/customize'
import { landing, meta } from '@/locales/en/landing'
import { local } from '@/locales/en/local'
import { interview, match, service, workbench } from '@/locales/en/workbench'
import type { Dictionary } from '@/locales/zh'

const en: Dictionary = {
  meta, common, landing, auth, assets, coins, account, workbench, service, status,
  match, customize, interview, errors, failures, local,
}

export default en
