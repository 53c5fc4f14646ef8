/** Writes HCL, Terraform's language: blocks, attributes, expressions. */
export type HclValue = string | number | boolean | Expression | readonly HclValue[]

/** An expression such as `aws_key_pair.this.key_name`, printed as it is. */
export class Expression {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

export interface HclBlock {
  readonly type: string
  readonly labels?: readonly string[]
  readonly attributes?: Readonly<Record<string, HclValue | HclMap | undefined>>
  readonly blocks?: readonly HclBlock[]
}

/** A map value: `tags = { Name = "web" }`. */
export interface HclMap {
  readonly pairs: Readonly<Record<string, string | HclMap>>
}

export function printHcl(blocks: readonly HclBlock[]): string {
  return blocks.map((block) => printBlock(block, 0)).join('\n')
}

function printBlock(block: HclBlock, depth: number): string {
  const indent = '  '.repeat(depth)
  const labels = (block.labels ?? []).map((label) => ` ${quoteHcl(label)}`).join('')
  const attributes = printAttributes(Object.entries(block.attributes ?? {}), depth + 1)
  const inner = (block.blocks ?? []).map((child) => printBlock(child, depth + 1))
  const body = [...(attributes === '' ? [] : [attributes]), ...inner].join('\n')
  return `${indent}${block.type}${labels} {\n${body}${indent}}\n`
}

/** Aligns the equals signs, as `terraform fmt` does, over each run of one-line attributes. */
function printAttributes(entries: readonly [string, unknown][], depth: number): string {
  const indent = '  '.repeat(depth)
  const present = entries.filter(
    (entry): entry is [string, HclValue | HclMap] => entry[1] !== undefined,
  )
  const printed = present.map(([key, value]) => ({ key, text: printAny(value, depth) }))
  let lines = ''
  let run: typeof printed = []
  const flush = () => {
    const width = Math.max(0, ...run.map(({ key }) => key.length))
    for (const { key, text } of run) lines += `${indent}${key.padEnd(width)} = ${text}\n`
    run = []
  }
  for (const attribute of printed) {
    if (attribute.text.includes('\n')) {
      flush()
      lines += `${indent}${attribute.key} = ${attribute.text}\n`
    } else run.push(attribute)
  }
  flush()
  return lines
}

function printAny(value: HclValue | HclMap, depth: number): string {
  if (typeof value === 'object' && 'pairs' in value && !(value instanceof Expression))
    return printMap(value, depth)
  return printValue(value)
}

function printMap(value: HclMap, depth: number): string {
  const entries = Object.entries(value.pairs).map(([key, item]): [string, unknown] => [
    /^[A-Za-z_][\w-]*$/.test(key) ? key : quoteHcl(key),
    item,
  ])
  if (entries.length === 0) return '{}'
  return `{\n${printAttributes(entries, depth + 1)}${'  '.repeat(depth)}}`
}

function printValue(value: HclValue): string {
  if (value instanceof Expression) return value.source
  if (typeof value === 'string') return quoteHcl(value)
  if (typeof value === 'object') return `[${value.map(printValue).join(', ')}]`
  return String(value)
}

/** A quoted template: besides the usual escapes, `${` and `%{` must not start an interpolation. */
export function quoteHcl(text: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    // oxlint-disable-next-line no-control-regex -- these are the characters that HCL cannot hold bare
    .replace(/[\u0000-\u001f\u007f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return `"${guardTemplate(escaped)}"`
}

/** A heredoc for a text of several lines that ends with a line feed; its lines are taken as they are. */
export function heredoc(text: string): string {
  let word = 'EOT'
  while (text.split('\n').some((line) => line.trim() === word)) word += '_'
  return `<<${word}\n${guardTemplate(text)}${word}`
}

function guardTemplate(text: string): string {
  return text.replace(/[$%](?=\{)/g, (sign) => sign + sign)
}
