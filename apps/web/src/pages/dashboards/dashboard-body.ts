import { unitOf, type ChartLine, type ChartSpec } from '../../resources/charts/metric.ts'

/** One widget: where it stands on the grid of 24 columns, and what it shows. */
export interface Widget {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly shows:
    | { readonly kind: 'chart'; readonly chart: ChartSpec }
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'alarms'; readonly title: string; readonly names: readonly string[] }
    /** One that is kept and not drawn here. */
    | { readonly kind: 'other'; readonly type: string }
}

type Json = Readonly<Record<string, unknown>>

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const numberOf = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isFinite(value) ? value : otherwise
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/**
 * The widgets of a dashboard's body. Undefined: it is no JSON object.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function readBody(body: string): readonly Widget[] | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    return undefined
  }
  if (!isJson(parsed)) return undefined
  return listOf(parsed['widgets'])
    .filter(isJson)
    .map((widget, index) => readWidget(widget, index))
}

function readWidget(widget: Json, index: number): Widget {
  const properties = isJson(widget['properties']) ? widget['properties'] : {}
  return {
    x: numberOf(widget['x'], 0),
    y: numberOf(widget['y'], 0),
    width: Math.min(24, Math.max(1, numberOf(widget['width'], 6))),
    height: Math.max(1, numberOf(widget['height'], 6)),
    shows: readShown(textOf(widget['type']), properties, index),
  }
}

function readShown(type: string, properties: Json, index: number): Widget['shows'] {
  if (type === 'text') return { kind: 'text', text: textOf(properties['markdown']) }
  if (type === 'alarm') {
    const names = listOf(properties['alarms']).map((arn) => textOf(arn).split(':alarm:')[1] ?? '')
    return { kind: 'alarms', title: textOf(properties['title']), names: names.filter(Boolean) }
  }
  if (type !== 'metric') return { kind: 'other', type }
  const lines = readLines(listOf(properties['metrics']), textOf(properties['stat']))
  const first = lines.find((line) => 'metric' in line)
  const firstName = first && 'metric' in first ? first.metric.name : ''
  const annotations = isJson(properties['annotations']) ? properties['annotations'] : {}
  return {
    kind: 'chart',
    chart: {
      id: `w${index}`,
      title: textOf(properties['title']) || firstName,
      unit: unitOf(firstName),
      lines,
      thresholds: listOf(annotations['horizontal'])
        .filter(isJson)
        .flatMap(({ label, value }) =>
          typeof value === 'number' ? [{ label: textOf(label) || String(value), value }] : [],
        ),
    },
  }
}

/** Rows of `[namespace, metric, name, value, …, {options}]`; `.` repeats the row before, `...` its beginning. */
function readLines(rows: readonly unknown[], statistic: string): readonly ChartLine[] {
  let before: readonly string[] = []
  return rows.flatMap((row, index): ChartLine[] => {
    const cells = listOf(row)
    const last = cells.at(-1)
    const options = isJson(last) ? last : {}
    const words = cells.filter((cell) => typeof cell === 'string')
    const id = textOf(options['id']) || `m${index}`
    const shown = { id, hidden: options['visible'] === false }
    const expression = textOf(options['expression'])
    if (expression !== '') {
      return [{ ...shown, label: textOf(options['label']) || expression, expression }]
    }
    const full = repeated(words, before)
    before = full
    const [namespace = '', name = '', ...rest] = full
    if (name === '') return []
    const dimensions: Record<string, string> = {}
    for (let at = 0; at + 1 < rest.length; at += 2) {
      dimensions[rest[at] ?? ''] = rest[at + 1] ?? ''
    }
    const own = textOf(options['stat']) || statistic
    return [
      {
        ...shown,
        label: textOf(options['label']) || [name, ...Object.values(dimensions)].join(' '),
        ...(own !== '' && { statistic: own }),
        metric: { namespace, name, dimensions },
      },
    ]
  })
}

function repeated(words: readonly string[], before: readonly string[]): readonly string[] {
  if (words[0] === '...')
    return [...before.slice(0, before.length - words.length + 1), ...words.slice(1)]
  return words.map((word, index) => (word === '.' ? (before[index] ?? '') : word))
}

/** The body with another chart below the others. */
export function withChart(
  body: string,
  metric: {
    readonly namespace: string
    readonly name: string
    readonly dimensions: Readonly<Record<string, string>>
    readonly statistic: string
    readonly region: string
    readonly title: string
  },
): string {
  const parsed: unknown = JSON.parse(body)
  const old: Json = isJson(parsed) ? parsed : {}
  const widgets = listOf(old['widgets'])
  const lowest = Math.max(0, ...(readBody(body) ?? []).map(({ y, height }) => y + height))
  const widget = {
    type: 'metric',
    x: 0,
    y: lowest,
    width: 12,
    height: 6,
    properties: {
      metrics: [[metric.namespace, metric.name, ...Object.entries(metric.dimensions).flat()]],
      region: metric.region,
      stat: metric.statistic,
      title: metric.title,
      view: 'timeSeries',
    },
  }
  return JSON.stringify({ ...old, widgets: [...widgets, widget] })
}

/** The body without a widget. */
export function withoutWidget(body: string, index: number): string {
  const parsed: unknown = JSON.parse(body)
  const old: Json = isJson(parsed) ? parsed : {}
  return JSON.stringify({
    ...old,
    widgets: listOf(old['widgets']).filter((_widget, at) => at !== index),
  })
}
