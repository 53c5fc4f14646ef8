export { namedRegions, regionTitle } from './region-title.ts'
export { locales } from './load-messages.ts'
export type { LocaleName } from './load-messages.ts'
export {
  loadLaterMessages,
  localeNames,
  startLocale,
  switchLocale,
  useLocale,
  useT,
} from './locale.ts'
export type { Locale, Translate } from './locale.ts'
export type { Key, PlainKey } from './en.ts'
