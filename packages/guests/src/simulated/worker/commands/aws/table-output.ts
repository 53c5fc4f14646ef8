import { textWidth } from '../../tty/width.ts'
import { scalarText } from './scalar-text.ts'
import { isItem } from './text-output.ts'

interface Section {
  readonly title: string
  readonly depth: number
  headers: readonly string[]
  readonly rows: (readonly string[])[]
}

/** Boxes: scalars as columns under their names, lists and structures as boxes within. */
export function formatTable(title: string, value: unknown, terminalWidth: number): string {
  const sections: Section[] = []
  build(sections, title, value, 0)
  if (sections.length === 0) return ''
  let width = Math.max(...sections.map(widthOf))
  if (width > terminalWidth) {
    for (const section of sections) turn(section)
    width = Math.max(...sections.map(widthOf))
  }
  return `${'-'.repeat(width)}\n${sections.map((section) => render(section, width)).join('')}`
}

function begin(sections: Section[], title: string, depth: number): Section {
  const section: Section = { title, depth, headers: [], rows: [] }
  sections.push(section)
  return section
}

function isNested(value: unknown): boolean {
  return typeof value === 'object' && value !== null
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  return isItem(value) ? Object.keys(value).length === 0 : value === null || value === ''
}

function build(
  sections: Section[],
  title: string | undefined,
  value: unknown,
  depth: number,
): void {
  if (isEmpty(value)) return
  const section = title === undefined ? sections.at(-1) : begin(sections, title, depth)
  if (!section) return
  if (Array.isArray(value)) {
    if (isItem(value[0])) buildList(sections, section, value.filter(isItem))
    else
      for (const one of value) {
        if (!Array.isArray(one)) section.rows.push([scalarText(one)])
        else if (!one.some(isNested)) section.rows.push(one.map(scalarText))
        else build(sections, undefined, one, 0)
      }
  } else if (isItem(value)) {
    const names = Object.keys(value).sort()
    const headers = names.filter((name) => !isNested(value[name]))
    const [only] = headers
    if (headers.length === 1 && only !== undefined)
      section.rows.push([only, scalarText(value[only])])
    else if (headers.length > 0) {
      section.headers = headers
      section.rows.push(headers.map((name) => scalarText(value[name])))
    }
    for (const name of names)
      if (isNested(value[name])) build(sections, name, value[name], depth + 1)
  }
}

function buildList(
  sections: Section[],
  first: Section,
  items: readonly Readonly<Record<string, unknown>>[],
): void {
  const names = new Set(items.flatMap((item) => Object.keys(item)))
  const of = (nested: boolean): string[] =>
    [...names]
      .filter((name) => items.some((item) => name in item && isNested(item[name]) === nested))
      .sort()
  const headers = of(false)
  const inner = of(true)
  let section = first
  section.headers = headers
  for (const [at, item] of items.entries()) {
    if (at > 0 && inner.length > 0) {
      section = begin(sections, first.title, first.depth)
      section.headers = headers
    }
    section.rows.push(headers.map((name) => (name in item ? scalarText(item[name]) : '')))
    for (const name of inner) if (name in item) build(sections, name, item[name], first.depth + 1)
  }
}

/** A single row stands upright when the table is wider than the terminal. */
function turn(section: Section): void {
  const [row] = section.rows
  if (section.rows.length !== 1 || !row || section.headers.length === 0) return
  section.rows.splice(0, 1, ...section.headers.map((header, at) => [header, row[at] ?? '']))
  section.headers = []
}

function columnsOf({ headers, rows }: Section): number[] {
  const all = headers.length > 0 ? [headers, ...rows] : rows
  const count = Math.max(0, ...all.map((row) => row.length))
  return Array.from({ length: count }, (_, at) =>
    Math.max(...all.map((row) => textWidth(row[at] ?? ''))),
  )
}

function widthOf(section: Section): number {
  const inner = columnsOf(section).reduce((sum, width) => sum + width + 4, 0)
  const titled = textWidth(section.title) + 2
  return Math.max(titled, inner + 2) + section.depth * 2
}

/** The columns' widths, stretched so that together they fill the table. */
function stretched(section: Section, width: number): number[] {
  const bare = columnsOf(section).map((column) => column + 4)
  const scale = width / bare.reduce((sum, column) => sum + column, 0)
  const scaled = bare.map((column) => Math.round(scale * column))
  let over = scaled.reduce((sum, column) => sum + column, 0) - width
  while (over !== 0 && scaled.length > 0) {
    const order = scaled.map((_, at) => at)
    for (const at of over < 0 ? order.toReversed() : order) {
      scaled[at] = (scaled[at] ?? 0) - Math.sign(over)
      over -= Math.sign(over)
      if (over === 0) break
    }
  }
  return scaled
}

function render(section: Section, whole: number): string {
  const width = whole - section.depth * 2
  const lines: string[] = []
  if (section.title !== '') {
    lines.push(centred(section.title, width, true))
    if (section.headers.length === 0 && section.rows.length === 0)
      lines.push(`+${'-'.repeat(width - 2)}+`)
  }
  const widths = stretched(section, width)
  const rule = widths
    .map((column, at) => (at === 0 ? `+${'-'.repeat(column - 2)}+` : `${'-'.repeat(column - 1)}+`))
    .join('')
  if (section.headers.length > 0)
    lines.push(
      rule,
      section.headers.map((header, at) => centred(header, widths[at] ?? 0, at === 0)).join(''),
    )
  if (section.rows.length > 0) {
    lines.push(rule)
    for (const row of section.rows)
      lines.push(row.map((cell, at) => leftBound(cell, widths[at] ?? 0, at === 0)).join(''))
    lines.push(rule)
  }
  const edge = '|'.repeat(section.depth)
  return lines.map((line) => `${edge}${line}${edge}\n`).join('')
}

function centred(text: string, width: number, first: boolean): string {
  const edge = first ? '|' : ''
  const before = Math.max(0, Math.floor(width / 2) - Math.floor(textWidth(text) / 2) - 1)
  const after = Math.max(0, width - 1 - edge.length - before - textWidth(text))
  return `${edge}${' '.repeat(before)}${text}${' '.repeat(after)}|`
}

function leftBound(text: string, width: number, first: boolean): string {
  const edge = first ? '|' : ''
  const room = width - edge.length - 1 - textWidth(text)
  const before = room >= 2 ? 2 : 0
  return `${edge}${' '.repeat(before)}${text}${' '.repeat(Math.max(0, room - before))}|`
}
