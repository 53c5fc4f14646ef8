import type { Customisation } from './customisations.ts'
import { CommandLineError } from './typed-value.ts'

const names = [
  'metric-name',
  'timestamp',
  'unit',
  'value',
  'dimensions',
  'statistic-values',
  'storage-resolution',
] as const

/** One datum by options of its own. https://github.com/aws/aws-cli/blob/v2/awscli/customizations/putmetricdata.py */
export const putMetricData: Customisation = {
  options: Object.fromEntries(names.map((name) => [name, 'value'])),
  change(input, extra) {
    if (extra.size === 0) return input
    if ('MetricData' in input) {
      const [name] = [...extra.keys()]
      throw new CommandLineError(
        `The following option cannot be specified along with --metric-data: --${name}`,
      )
    }
    const one = (name: (typeof names)[number]): string | undefined => extra.get(name)?.[0]
    const value = one('value')
    const dimensions = one('dimensions')
    const statistics = one('statistic-values')
    const resolution = one('storage-resolution')
    const datum = {
      MetricName: one('metric-name'),
      Timestamp: one('timestamp'),
      Unit: one('unit'),
      Value: value === undefined ? undefined : numberOf(value),
      Dimensions: dimensions && pairs(dimensions).map(([Name, Value]) => ({ Name, Value })),
      StatisticValues:
        statistics && Object.fromEntries(pairs(statistics).map(([key, of]) => [key, numberOf(of)])),
      StorageResolution: resolution === undefined ? undefined : Number(resolution),
    }
    const given = Object.entries(datum).filter(([, each]) => each !== undefined)
    return { ...input, MetricData: [Object.fromEntries(given)] }
  },
}

/** `a=b,c=d` */
function pairs(text: string): (readonly [key: string, value: string])[] {
  return text.split(',').map((pair) => {
    const [key = '', value, ...more] = pair.split('=')
    if (value !== undefined && more.length === 0) return [key, value]
    throw new CommandLineError(`Expected a list of name=value pairs, got '${text}'`)
  })
}

/** What is no number in JSON stays text: the service says what it thinks of it. */
function numberOf(text: string): number | string {
  const number = Number(text)
  if (Number.isFinite(number)) return number
  if (/^[+-]?(nan|inf(inity)?)$/i.test(text)) return /nan/i.test(text) ? 'NaN' : 'Infinity'
  throw new CommandLineError(`Invalid number: ${text}`)
}
