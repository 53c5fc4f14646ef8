import type { I18nProviderProps } from '@cloudscape-design/components/i18n'
import { IntlMessageFormat } from 'intl-messageformat'
import { useSyncExternalStore } from 'react'
import type { ArgumentValue, MessageArguments } from './arguments.ts'
import type { FirstKey, Key, LaterKey, Messages } from './en.ts'
import { laterLoaders, messageLoaders, rememberedLocale, type LocaleName } from './load-messages.ts'

export const localeNames: Record<LocaleName, string> = { en: 'English', ko: '한국어' }

/** Translates a key; the arguments that the message names are required by type. */
export type Translate = <K extends Key>(key: K, ...values: MessageArguments<Messages[K]>) => string

export interface Locale {
  readonly name: LocaleName
  readonly t: Translate
  /** Cloudscape's own messages, for its provider. */
  readonly cloudscape: ReadonlyArray<I18nProviderProps.Messages>
}

/** Messages of one language; the later ones once they have come. */
type Table = Record<FirstKey, string> & Partial<Record<LaterKey, string>>

/** A translator over one table of messages; formats are parsed once per key. */
export function createTranslate(name: LocaleName, messages: Table): Translate {
  const parsed = new Map<Key, IntlMessageFormat>()
  return (key, ...values) => {
    const text = messages[key] ?? key
    const args: Record<string, ArgumentValue> | undefined = values[0]
    if (args === undefined) return text
    let format = parsed.get(key)
    if (!format) {
      format = new IntlMessageFormat(text, name, undefined, { ignoreTag: true })
      parsed.set(key, format)
    }
    return String(format.format(args))
  }
}

let current: (Locale & { readonly messages: Table }) | undefined
let wantsLater = false
const listeners = new Set<() => void>()

/** Loads a language and makes it the current one; every open page is drawn again in it, nothing is lost. */
export async function switchLocale(name: LocaleName): Promise<void> {
  const [first, cloudscape] = await messageLoaders[name]()
  const messages: Table = { ...first, ...(wantsLater ? await laterLoaders[name]() : {}) }
  current = { name, t: createTranslate(name, messages), cloudscape: [cloudscape], messages }
  rememberedLocale.write(name)
  document.documentElement.lang = name
  for (const listener of listeners) listener()
}

/** Loads what pages with messages of their own say, in the current language and in whichever is switched to. */
export async function loadLaterMessages(): Promise<void> {
  wantsLater = true
  for (;;) {
    const asked = current
    if (!asked) return // The start of the language brings them.
    const later = await laterLoaders[asked.name]()
    Object.assign(asked.messages, later)
    if (asked === current) return
  }
}

/** Loads the remembered language, or the browser's; to be awaited before the first paint. */
export function startLocale(): Promise<void> {
  return switchLocale(rememberedLocale.read())
}

function currentLocale(): Locale {
  if (!current) throw new Error('startLocale() has not finished')
  return current
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The current language; the component is drawn again when it changes. */
export function useLocale(): Locale {
  return useSyncExternalStore(subscribe, currentLocale)
}

export function useT(): Translate {
  return useLocale().t
}
