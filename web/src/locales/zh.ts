import { account, auth, coins } from '@/locales/zh/account'
import { assets } from '@/locales/zh/assets'
import { common, errors, failures, status } from '@/locales/zh/common'
import { customize } from '@/locales/zh/customize'
import { landing, meta } from '@/locales/zh/landing'
import { local } from '@/locales/zh/local'
import { interview, match, service, workbench } from '@/locales/zh/workbench'

const zh = {
  meta, common, landing, auth, assets, coins, account, workbench, service, status,
  match, customize, interview, errors, failures, local,
}

export default zh
export type Dictionary = typeof zh
