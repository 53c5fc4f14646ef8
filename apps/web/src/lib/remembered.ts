/** A value kept in this browser. Storage may be full or forbidden: then the value lasts as long as the tab. */
export interface Remembered<T> {
  readonly read: () => T
  readonly write: (value: T) => void
}

/** `revive` turns what was stored (or `undefined`, or rubbish from an older version) into a valid value. */
export function remembered<T>(name: string, revive: (stored: unknown) => T): Remembered<T> {
  const key = `brume.${name}`
  let written: { readonly value: T } | undefined
  return {
    read() {
      if (written) return written.value
      try {
        const text = localStorage.getItem(key)
        return revive(text === null ? undefined : JSON.parse(text))
      } catch {
        return revive(undefined)
      }
    },
    write(value) {
      written = { value }
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {
        // The tab still has it.
      }
    },
  }
}
