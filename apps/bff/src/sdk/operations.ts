import { onlyMembers, type Members } from '@brume/aws-wire/client'
import { getSmithyContext } from '@smithy/core/client'
import { NormalizedSchema } from '@smithy/core/schema'
import type { ServiceName } from '@brume/console-api'
import { refuse } from '../fault.ts'
import { loadSdk } from './modules.ts'

/** One operation of the SDK, found by its name. */
export interface SdkCommand {
  readonly input: NormalizedSchema
  /** Whether its answer carries bytes, which JSON must spell as base64. */
  readonly answersBytes: boolean
  /** With `members`, only these are read of the answer. */
  make(input: Record<string, unknown>, members?: Members): unknown
}

type CommandClass = new (input: Record<string, unknown>) => {
  readonly middlewareStack: { add(middleware: Middleware, options: { step: 'initialize' }): void }
}
type Handler = (args: unknown) => unknown
type Middleware = (next: Handler, context: Record<string, unknown>) => Handler

const commands = new Map<string, SdkCommand>()

/** Finds the command and its schema. The name must have passed the allow-list. */
export async function findCommand(service: ServiceName, operation: string): Promise<SdkCommand> {
  const key = `${service}/${operation}`
  const known = commands.get(key)
  if (known) return known
  const module = new Map(Object.entries(await loadSdk(service)))
  const Command = module.get(`${operation}Command`)
  const schema = module.get(`${operation}$`)
  if (!isCommandClass(Command) || !isOperationSchema(schema)) {
    throw refuse(404, 'OperationNotAllowed', `${service} has no operation ${operation}.`)
  }
  const command: SdkCommand = {
    input: NormalizedSchema.of(schema[4]),
    answersBytes: hasBytes(NormalizedSchema.of(schema[5]), new Set()),
    make: (input, members) => {
      const made = new Command(input)
      if (members) made.middlewareStack.add(reading(schema, members), { step: 'initialize' })
      return made
    },
  }
  commands.set(key, command)
  return command
}

function isCommandClass(value: unknown): value is CommandClass {
  return typeof value === 'function'
}

type SchemaRef = Parameters<typeof NormalizedSchema.of>[0]

/** `[9, namespace, name, traits, input, output]` */
function isOperationSchema(
  value: unknown,
): value is readonly [9, string, string, unknown, SchemaRef, SchemaRef] {
  return Array.isArray(value) && value[0] === 9
}

const readings = new WeakMap<Members, Middleware>()

/** Gives the SDK's deserializer a schema with these members only. */
function reading(schema: readonly unknown[], members: Members): Middleware {
  let known = readings.get(members)
  if (!known) {
    const operationSchema = schema.with(5, onlyMembers(schema[5], members))
    known = (next, context) => (args) => {
      Object.assign(getSmithyContext(context), { operationSchema })
      return next(args)
    }
    readings.set(members, known)
  }
  return known
}

function hasBytes(schema: NormalizedSchema, seen: Set<unknown>): boolean {
  if (schema.isBlobSchema()) return true
  if (seen.has(schema.getSchema())) return false
  if (schema.isListSchema() || schema.isMapSchema()) return hasBytes(schema.getValueSchema(), seen)
  if (!schema.isStructSchema() || schema.isUnitSchema()) return false
  seen.add(schema.getSchema())
  for (const [, member] of schema.structIterator()) if (hasBytes(member, seen)) return true
  return false
}
