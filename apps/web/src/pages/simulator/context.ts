import type { Input } from '@brume/console-api'

type Entry = NonNullable<Input<'iam', 'SimulatePrincipalPolicy'>['ContextEntries']>[number]

/** `key = value, value` line by line; undefined when a line is something else. */
export function readContext(text: string): Entry[] | undefined {
  const entries: Entry[] = []
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const [, key, values] = /^\s*([\w-]+:[^=\s]+)\s*=\s*(.+)$/.exec(line) ?? []
    if (key === undefined || values === undefined) return undefined
    const list = values.split(',').map((value) => value.trim())
    entries.push({
      ContextKeyName: key,
      ContextKeyType: list.length === 1 ? 'string' : 'stringList',
      ContextKeyValues: list,
    })
  }
  return entries
}
