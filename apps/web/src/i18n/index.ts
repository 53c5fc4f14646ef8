export { namedRegions, regionTitle } from './region-title.ts'
export { localeNames, locales, startLocale, switchLocale, useLocale, useT } from './locale.ts'
export type { Locale, LocaleName, Translate } from './locale.ts'
export type { Key, PlainKey } from './en.ts'
