import { AwsError } from '../../../errors.ts'

interface Finding {
  readonly dataPath: string
  readonly message: string
}

/**
 * Refuses a body that is no dashboard, with all that is wrong.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html
 */
export function checkBody(body: string): void {
  const root = parse(body)
  if (!isObject(root)) throw refusal('The field DashboardBody must be a valid JSON object')
  const findings = [...checkRoot(root)]
  if (findings.length === 0) return
  throw refusal(
    `The dashboard body is invalid, there are ${findings.length} validation errors:\n${JSON.stringify(findings, undefined, 2)}`,
  )
}

type JsonObject = Readonly<Record<string, unknown>>

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const mostWidgets = 500
const widgetTypes = ['metric', 'text', 'log', 'alarm', 'explorer', 'custom', 'trace', 'slo']

function* checkRoot(root: JsonObject): Generator<Finding> {
  const { widgets } = root
  if (widgets === undefined) return yield missing('', 'widgets')
  if (!Array.isArray(widgets)) return yield { dataPath: '/widgets', message: 'Should be array' }
  if (widgets.length > mostWidgets) {
    yield { dataPath: '/widgets', message: `Should NOT have more than ${mostWidgets} items` }
  }
  for (const [at, widget] of widgets.entries()) yield* checkWidget(widget, `/widgets/${at}`)
}

function* checkWidget(widget: unknown, path: string): Generator<Finding> {
  if (!isObject(widget)) return yield { dataPath: path, message: 'Should be object' }
  const { type, properties } = widget
  if (type === undefined) yield missing(path, 'type')
  else if (!widgetTypes.some((each) => each === type)) {
    yield { dataPath: `${path}/type`, message: 'Should be equal to one of the allowed values' }
  }
  yield* checkNumber(widget, path, 'x', 0, 23)
  yield* checkNumber(widget, path, 'y', 0, Infinity)
  yield* checkNumber(widget, path, 'width', 1, 24)
  yield* checkNumber(widget, path, 'height', 1, 1000)
  if (properties === undefined) return yield missing(path, 'properties')
  if (!isObject(properties)) {
    return yield { dataPath: `${path}/properties`, message: 'Should be object' }
  }
  yield* checkProperties(type, properties, `${path}/properties`)
}

function* checkProperties(type: unknown, properties: JsonObject, path: string): Generator<Finding> {
  if (type === 'text' && typeof properties['markdown'] !== 'string') {
    yield missing(path, 'markdown')
  }
  if (type === 'alarm' && !Array.isArray(properties['alarms'])) yield missing(path, 'alarms')
  if (type === 'log' && properties['query'] === undefined) yield missing(path, 'query')
  if (type !== 'metric') return
  const { metrics, annotations } = properties
  if (metrics === undefined && annotations === undefined) yield missing(path, 'metrics')
  if (metrics !== undefined && !Array.isArray(metrics)) {
    yield { dataPath: `${path}/metrics`, message: 'Should be array' }
  }
  if (!Array.isArray(metrics)) return
  if (properties['region'] === undefined) yield missing(path, 'region')
  for (const [at, metric] of metrics.entries()) yield* checkMetric(metric, `${path}/metrics/${at}`)
}

/** Namespace, name, dimensions one by one, and at the end how it is drawn; or an expression alone. */
function* checkMetric(metric: unknown, path: string): Generator<Finding> {
  if (!Array.isArray(metric)) return yield { dataPath: path, message: 'Should be array' }
  const last: unknown = metric.at(-1)
  const fields: readonly unknown[] = isObject(last) ? metric.slice(0, -1) : metric
  if (fields.length === 0 && isObject(last) && last['expression'] !== undefined) return
  if (fields.length < 2)
    return yield { dataPath: path, message: 'Should NOT have fewer than 2 items' }
  const misplaced = fields.findIndex((field) => typeof field !== 'string')
  if (misplaced >= 0 && isObject(fields[misplaced])) {
    return yield { dataPath: path, message: `Should NOT have more than ${misplaced} items` }
  }
  if (misplaced >= 0) {
    yield {
      dataPath: `${path}/${misplaced}`,
      message: 'Invalid metric field type, only "String" type is allowed',
    }
  }
}

function* checkNumber(
  widget: JsonObject,
  path: string,
  name: string,
  least: number,
  most: number,
): Generator<Finding> {
  const value = widget[name]
  if (value === undefined) return
  const dataPath = `${path}/${name}`
  if (typeof value !== 'number' || !Number.isInteger(value)) {
    yield { dataPath, message: 'Should be integer' }
  } else if (value < least) yield { dataPath, message: `Should be >= ${least}` }
  else if (value > most) yield { dataPath, message: `Should be <= ${most}` }
}

function missing(dataPath: string, property: string): Finding {
  return { dataPath, message: `Should have required property '${property}'` }
}

function refusal(message: string): AwsError {
  return new AwsError('InvalidParameterInput', message)
}
