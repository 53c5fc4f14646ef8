import type { NormalizedSchema } from '@smithy/core/schema'
import { refuse } from '../fault.ts'

/**
 * Turns JSON into the SDK's input by the operation's own schema: ISO strings become dates, base64 becomes bytes. The SDK
 * silently drops what it does not know or cannot read, so a misspelt member or a wrong type is refused here, by its path.
 */
export function reviveInput(schema: NormalizedSchema, input: unknown): Record<string, unknown> {
  if (schema.isUnitSchema()) return reviveStruct([], input, '')
  return reviveStruct([...schema.structIterator()], input, '')
}

function revive(schema: NormalizedSchema, value: unknown, path: string): unknown {
  if (value === null) throw bad(path, 'null is not a value; leave the member out')
  if (schema.isTimestampSchema()) return reviveDate(value, path)
  if (schema.isBlobSchema()) return reviveBytes(value, path)
  if (schema.isListSchema()) {
    if (!Array.isArray(value)) throw bad(path, 'a list is expected')
    const element = schema.getValueSchema()
    return value.map((item, index) => revive(element, item, `${path}[${index}]`))
  }
  if (schema.isMapSchema()) {
    const element = schema.getValueSchema()
    return Object.fromEntries(
      Object.entries(record(value, path)).map(([key, item]) => [
        key,
        revive(element, item, `${path}.${key}`),
      ]),
    )
  }
  if (schema.isStructSchema()) return reviveStruct([...schema.structIterator()], value, path)
  if (schema.isStringSchema()) return ofType(value, 'string', path)
  if (schema.isBooleanSchema()) return ofType(value, 'boolean', path)
  if (schema.isNumericSchema()) return ofType(value, 'number', path)
  return value
}

function reviveStruct(
  members: readonly (readonly [string, NormalizedSchema])[],
  value: unknown,
  path: string,
): Record<string, unknown> {
  const known = new Map(members)
  const revived: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(record(value, path))) {
    const memberPath = path === '' ? name : `${path}.${name}`
    const member = known.get(name)
    if (!member) throw bad(memberPath, 'the operation has no such member')
    revived[name] = revive(member, item, memberPath)
  }
  return revived
}

function reviveDate(value: unknown, path: string): Date {
  const date = typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? new Date(value) : null
  if (!date || Number.isNaN(date.getTime())) throw bad(path, 'an ISO 8601 time is expected')
  return date
}

function reviveBytes(value: unknown, path: string): Uint8Array {
  if (
    typeof value !== 'string' ||
    !/^[A-Za-z0-9+/]*={0,2}$/.test(value) ||
    value.length % 4 !== 0
  ) {
    throw bad(path, 'base64 is expected')
  }
  return Buffer.from(value, 'base64')
}

function record(value: unknown, path: string): object {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw bad(path, 'an object is expected')
  }
  return value
}

function ofType(value: unknown, type: 'string' | 'boolean' | 'number', path: string): unknown {
  if (typeof value !== type) throw bad(path, `a ${type} is expected`)
  return value
}

function bad(path: string, reason: string) {
  return refuse(400, 'BadRequest', `${path || 'The body'}: ${reason}.`, {
    member: path || undefined,
    hint: 'bad-request',
  })
}
