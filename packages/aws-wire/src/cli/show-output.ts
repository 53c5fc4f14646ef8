import { isRecord, setOwn } from '../scalars.ts'
import { kindOf, NormalizedSchema } from '../schema.ts'
import type { ServiceModel } from '../service-model.ts'

/** A JSON answer as the CLI shows it: times in ISO 8601 instead of seconds. */
export function showOutput(model: ServiceModel, operation: string, output: unknown): unknown {
  const schema = NormalizedSchema.of(model.schemas.get(operation)?.[5] ?? 'unit')
  return show(schema, output)
}

function show(schema: NormalizedSchema, value: unknown): unknown {
  switch (kindOf(schema)) {
    case 'timestamp':
      return typeof value === 'number' ? isoTime(value) : value
    case 'list': {
      if (!Array.isArray(value)) return value
      const item = schema.getValueSchema()
      const items: unknown[] = value
      return items.map((one) => show(item, one))
    }
    case 'map':
    case 'struct': {
      if (!isRecord(value)) return value
      const isMap = kindOf(schema) === 'map'
      const members = isMap ? undefined : new Map(schema.structIterator())
      const shown: Record<string, unknown> = {}
      for (const [name, one] of Object.entries(value)) {
        const member = members ? members.get(name) : schema.getValueSchema()
        setOwn(shown, name, member ? show(member, one) : one)
      }
      return shown
    }
    default:
      return value
  }
}

/** As Python's `isoformat` has it: microseconds only where there are some. */
function isoTime(seconds: number): string {
  const [day, fraction = ''] = new Date(Math.round(seconds * 1000)).toISOString().split('.')
  const ms = fraction.slice(0, 3)
  return `${day}${ms === '000' ? '' : `.${ms}000`}+00:00`
}
