import { scalarText } from './scalar-text.ts'

type Item = Readonly<Record<string, unknown>>

/**
 * Lines of values with tabs between: the scalars of a thing in the order of their names, then what is in it, each line headed by
 * the name of its list. https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-output-format.html
 */
export function formatText(value: unknown): string {
  const lines: string[] = []
  write(value, undefined, undefined, lines)
  return lines.map((line) => `${line}\n`).join('')
}

export function isItem(value: unknown): value is Item {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function write(
  value: unknown,
  name: string | undefined,
  columns: readonly string[] | undefined,
  lines: string[],
): void {
  if (Array.isArray(value)) writeList(value, name, lines)
  else if (isItem(value)) writeItem(value, name, columns, lines)
  else lines.push(scalarText(value))
}

function writeList(list: readonly unknown[], name: string | undefined, lines: string[]): void {
  if (list.length === 0) return
  if (list.some(isItem)) {
    // All lines of a list have the same columns.
    const columns = new Set(
      list
        .filter(isItem)
        .flatMap((item) => Object.keys(item).filter((key) => !isNested(item[key]))),
    )
    const sorted = [...columns].sort()
    for (const one of list) write(one, name, sorted, lines)
    return
  }
  const scalars = list.filter((one) => !isNested(one)).map(scalarText)
  if (name === undefined && scalars.length > 0) lines.push(scalars.join('\t'))
  else for (const one of scalars) lines.push(`${name?.toUpperCase()}\t${one}`)
  for (const one of list) if (isNested(one)) write(one, name, undefined, lines)
}

function writeItem(
  item: Item,
  name: string | undefined,
  columns: readonly string[] | undefined,
  lines: string[],
): void {
  const keys = Object.keys(item).sort()
  const shown = columns ?? keys.filter((key) => !isNested(item[key]))
  const scalars = shown.map((key) => (key in item ? scalarText(item[key]) : ''))
  if (scalars.length > 0)
    lines.push([...(name === undefined ? [] : [name.toUpperCase()]), ...scalars].join('\t'))
  for (const key of keys) if (!shown.includes(key)) write(item[key], key, undefined, lines)
}
