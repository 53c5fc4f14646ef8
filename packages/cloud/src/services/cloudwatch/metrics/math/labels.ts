import type { Series } from './values.ts'

export interface LabelScope {
  readonly account: string
  readonly region: string
  readonly now: number
  /** Minutes that the labels' times are ahead of UTC. */
  readonly zoneMinutes?: number
}

/** A label's `${…}` filled in. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/graph-dynamic-labels.html */
export function dynamicLabel(label: string, series: Series, scope: LabelScope): string {
  return label.replaceAll(/\$\{([^}]*)\}/g, (whole, name: string) => {
    const property = /^PROP\('([^']*)'\)$/.exec(name.trim())?.[1]
    const text =
      property === undefined
        ? valueOf(name.trim(), series, scope)
        : propertyOf(property, series, scope)
    return text ?? whole
  })
}

export const isDynamic = (label: string): boolean => label.includes('${')

function valueOf(name: string, series: Series, scope: LabelScope): string | undefined {
  const { values, timestamps } = series
  if (name === 'LABEL') return series.label
  if (name === 'DATAPOINT_COUNT') return String(values.length)
  if (values.length === 0) return known.has(name) ? '--' : undefined
  const at = (index: number): string => timeText(timestamps.at(index) ?? 0, scope)
  const ago = (index: number): string => agoText(scope.now - (timestamps.at(index) ?? 0))
  const minimum = indexOf(values, (a, b) => a < b)
  const maximum = indexOf(values, (a, b) => a > b)
  const value = (index: number): string => numberText(values.at(index) ?? 0)
  const sum = values.reduce((a, b) => a + b, 0)
  switch (name) {
    case 'AVG':
      return numberText(sum / values.length)
    case 'SUM':
      return numberText(sum)
    case 'MIN':
      return value(minimum)
    case 'MAX':
      return value(maximum)
    case 'FIRST':
      return value(0)
    case 'LAST':
      return value(-1)
    case 'FIRST_LAST_RANGE':
      return `${value(0)} - ${value(-1)}`
    case 'MIN_MAX_RANGE':
      return `${value(minimum)} - ${value(maximum)}`
    case 'FIRST_TIME':
      return at(0)
    case 'LAST_TIME':
      return at(-1)
    case 'MIN_TIME':
      return at(minimum)
    case 'MAX_TIME':
      return at(maximum)
    case 'FIRST_LAST_TIME_RANGE':
      return `${at(0)} - ${at(-1)}`
    case 'MIN_MAX_TIME_RANGE':
      return `${at(minimum)} - ${at(maximum)}`
    case 'FIRST_TIME_RELATIVE':
      return ago(0)
    case 'LAST_TIME_RELATIVE':
      return ago(-1)
    case 'MIN_TIME_RELATIVE':
      return ago(minimum)
    case 'MAX_TIME_RELATIVE':
      return ago(maximum)
    case 'FIRST_LAST_TIME_RANGE_RELATIVE':
      return `${ago(0)} - ${ago(-1)}`
    case 'MIN_MAX_TIME_RANGE_RELATIVE':
      return `${ago(minimum)} - ${ago(maximum)}`
    default:
      return undefined
  }
}

const known: ReadonlySet<string> = new Set(
  ['FIRST', 'LAST', 'MIN', 'MAX']
    .flatMap((name) => [name, `${name}_TIME`, `${name}_TIME_RELATIVE`])
    .concat(
      ['AVG', 'SUM'],
      ['FIRST_LAST', 'MIN_MAX'].flatMap((name) => [
        `${name}_RANGE`,
        `${name}_TIME_RANGE`,
        `${name}_TIME_RANGE_RELATIVE`,
      ]),
    ),
)

function propertyOf(
  name: string,
  { source, period }: Series,
  scope: LabelScope,
): string | undefined {
  if (name === 'AccountId') return scope.account
  if (name === 'Region') return scope.region
  if (name === 'Period') return String(period)
  if (name === 'MetricName') return source?.metricName ?? ''
  if (name === 'Namespace') return source?.namespace ?? ''
  if (name === 'Stat') return source?.stat ?? ''
  if (!name.startsWith('Dim.')) return undefined
  return source?.dimensions.find((each) => each.name === name.slice(4))?.value ?? ''
}

function indexOf(values: readonly number[], isBetter: (a: number, b: number) => boolean): number {
  let best = 0
  for (const [at, value] of values.entries()) if (isBetter(value, values[best] ?? 0)) best = at
  return best
}

const numberText = (value: number): string => String(Number(value.toPrecision(12)))

function timeText(ms: number, { zoneMinutes = 0 }: LabelScope): string {
  const there = new Date(ms + zoneMinutes * 60_000).toISOString()
  return `${there.slice(0, 10)} ${there.slice(11, 19)} ${zoneMinutes === 0 ? 'UTC' : zoneText(zoneMinutes)}`
}

function zoneText(minutes: number): string {
  const digits = (value: number): string => String(Math.trunc(Math.abs(value))).padStart(2, '0')
  return `${minutes < 0 ? '-' : '+'}${digits(minutes / 60)}${digits(minutes % 60)}`
}

function agoText(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 60) return `${minutes}m ago`
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)}h ${minutes % 60}m ago`
  return `${Math.floor(minutes / 1440)}d ${Math.floor((minutes % 1440) / 60)}h ago`
}

/** What tells series apart: the values of dimensions that differ, then whatever else does. */
export function tellApart(all: readonly Series[]): readonly Series[] {
  const sources = all.map(({ source }) => source)
  const differ = (of: (at: number) => string | undefined): boolean =>
    new Set(all.map((_, at) => of(at))).size > 1
  const names = new Set(sources.flatMap((each) => each?.dimensions.map(({ name }) => name) ?? []))
  const dimension = (at: number, name: string): string | undefined =>
    sources[at]?.dimensions.find((each) => each.name === name)?.value
  const telling = [...names].filter((name) => differ((at) => dimension(at, name)))
  const withName = telling.length === 0 || differ((at) => sources[at]?.metricName)
  const withStat = differ((at) => sources[at]?.stat)
  const withPeriod = differ((at) => String(all[at]?.period))
  return all.map((series, at) => ({
    ...series,
    label: [
      ...telling.map((name) => dimension(at, name)),
      withName ? series.source?.metricName : undefined,
      withStat ? series.source?.stat : undefined,
      withPeriod ? String(series.period) : undefined,
    ]
      .filter((part) => part !== undefined)
      .join(' '),
  }))
}
