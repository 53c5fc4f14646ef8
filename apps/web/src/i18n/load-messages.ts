import type { I18nProviderProps } from '@cloudscape-design/components/i18n'
import { remembered } from '../lib/remembered.ts'
import type { FirstKey, LaterKey } from './en.ts'

export const locales = ['en', 'ko'] as const
export type LocaleName = (typeof locales)[number]

/** The language chosen in this browser, or the browser's own. */
export const rememberedLocale = remembered<LocaleName>(
  'locale',
  (value) => locales.find((name) => name === value) ?? guessLocale(),
)

function guessLocale(): LocaleName {
  const languages = typeof navigator === 'undefined' ? [] : navigator.languages
  const first = languages.find((tag) => locales.some((name) => tag.startsWith(name)))
  return first?.startsWith('ko') ? 'ko' : 'en'
}

type LoadedMessages = [Record<FirstKey, string>, I18nProviderProps.Messages]

/** Our own messages and Cloudscape's, of one language; the others stay on the server. */
export const messageLoaders: Record<LocaleName, () => Promise<LoadedMessages>> = {
  en: async () => {
    const [own, theirs] = await Promise.all([
      import('./en.ts'),
      import('@cloudscape-design/components/i18n/messages/all.en'),
    ])
    return [own.en, theirs.default]
  },
  ko: async () => {
    const [own, theirs] = await Promise.all([
      import('./ko.ts'),
      import('@cloudscape-design/components/i18n/messages/all.ko'),
    ])
    return [own.ko, theirs.default]
  },
}

/** What the pages of some parts say (`ownMessages` in the table of routes): not among what the first page waits for. */
export const laterLoaders: Record<LocaleName, () => Promise<Record<LaterKey, string>>> = {
  en: async () => (await import('./later-en.ts')).later,
  ko: async () => (await import('./later-ko.ts')).later,
}

/** Fetches the language that will be shown. */
export function preloadMessages(withLater: boolean): void {
  const name = rememberedLocale.read()
  // What cannot be loaded says so when it is needed.
  messageLoaders[name]().catch(() => undefined)
  if (withLater) laterLoaders[name]().catch(() => undefined)
}
