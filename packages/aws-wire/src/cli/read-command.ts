import { kindOf, NormalizedSchema, requiredCount } from '../schema.ts'
import type { ServiceModel } from '../service-model.ts'
import { customisationOf, opposites } from './customisations.ts'
import { kebab } from './names.ts'
import {
  CommandLineError,
  isSwitch,
  readOption,
  switchValue,
  type ArgumentValue,
} from './typed-value.ts'

/** An operation and its input as JSON: dates as text, bytes as base64. */
export interface ReadCommand {
  readonly operation: string
  readonly input: Readonly<Record<string, unknown>>
}

interface Option {
  readonly takes: 'nothing' | 'value' | 'values'
  set(values: readonly ArgumentValue[]): void
}

/**
 * What a line of the AWS CLI asks for: `describe-instances --instance-ids i-1 i-2`, by the service's own schemas. Throws
 * `CommandLineError` with what the CLI says of a line that it does not understand.
 */
export function readCommand(
  model: ServiceModel,
  command: string,
  words: readonly ArgumentValue[],
): ReadCommand {
  const operation = operationOf(model, command)
  const schema = NormalizedSchema.of(model.schemas.get(operation)?.[4] ?? 'unit')
  const members = schema.isUnitSchema() ? [] : [...schema.structIterator()]
  const input: Record<string, unknown> = {}
  const extra = new Map<string, readonly string[]>()
  const options = new Map<string, Option>()
  for (const [name, member] of members) {
    const option = kebab(name)
    if (isSwitch(member)) {
      const turn = (on: boolean): Option => ({
        takes: 'nothing',
        set: () => (input[name] = switchValue(member, on)),
      })
      options.set(option, turn(true))
      options.set(opposites[option] ?? `no-${option}`, turn(false))
    } else
      options.set(option, {
        takes: kindOf(member) === 'list' ? 'values' : 'value',
        set: (values) => (input[name] = readOption(option, member, values)),
      })
  }
  const custom = customisationOf(model.service, operation)
  for (const [name, kind] of Object.entries(custom?.options ?? {}))
    options.set(name, {
      takes: kind === 'switch' ? 'nothing' : kind,
      set: (values) => extra.set(name, values.map(String)),
    })
  let whole: Record<string, unknown> = {}
  options.set('cli-input-json', {
    takes: 'value',
    set: ([value]) => (whole = inputDocument(value)),
  })
  takeWords(options, words)
  const made = { ...whole, ...input }
  const complete = custom ? custom.change(made, extra) : made
  const missing = members
    .slice(0, schema.isUnitSchema() ? 0 : requiredCount(schema))
    .filter(([name]) => !(name in complete))
  if (missing.length > 0)
    throw new CommandLineError(
      `the following arguments are required: ${missing.map(([name]) => `--${kebab(name)}`).join(', ')}`,
    )
  return { operation, input: complete }
}

/** The names of all commands of a service, as the CLI lists them. */
export function commandsOf(model: ServiceModel): string[] {
  return [...model.operations].map(kebab).sort()
}

function operationOf(model: ServiceModel, command: string): string {
  for (const operation of model.operations) if (kebab(operation) === command) return operation
  const close = commandsOf(model)
    .filter((name) => isClose(name, command))
    .toSorted((a, b) => distance(a, command) - distance(b, command))
  const hint = close.slice(0, 3).map((name) => `  * ${name}\n`)
  throw new CommandLineError(
    `argument operation: Found invalid choice '${command}'\n${hint.length > 0 ? `\nMaybe you meant:\n\n${hint.join('')}` : ''}`,
  )
}

function distance(name: string, typed: string): number {
  return Math.abs(name.length - typed.length)
}

/** Begins alike, or is a slip of the hand away: a letter more, less or another. */
function isClose(name: string, typed: string): boolean {
  if (name.startsWith(typed) || typed.startsWith(name)) return true
  if (Math.abs(name.length - typed.length) > 1) return false
  let at = 0
  while (at < typed.length && name[at] === typed[at]) at += 1
  const rest = typed.slice(at)
  return [name.slice(at), name.slice(at + 1)].some(
    (tail) => tail === rest || tail === rest.slice(1),
  )
}

function takeWords(options: ReadonlyMap<string, Option>, words: readonly ArgumentValue[]): void {
  const unknown: string[] = []
  for (let at = 0; at < words.length;) {
    const word = words[at] ?? ''
    at += 1
    const [, typed, attached] =
      typeof word === 'string' ? (/^--([^=]+)(?:=(.*))?$/s.exec(word) ?? []) : []
    const option = typed === undefined ? undefined : find(options, typed)
    if (!option) {
      unknown.push(typeof word === 'string' ? word : 'fileb://')
      // What follows an unknown option was meant for it.
      while (typed !== undefined && at < words.length && !isOption(words[at])) {
        unknown.push(String(words[at]))
        at += 1
      }
      continue
    }
    if (option.takes === 'nothing') {
      option.set([])
      continue
    }
    const values: ArgumentValue[] = attached === undefined ? [] : [attached]
    while (at < words.length && !isOption(words[at])) {
      if (option.takes === 'value' && values.length === 1) break
      values.push(words[at] ?? '')
      at += 1
    }
    if (values.length === 0)
      throw new CommandLineError(
        `argument --${typed}: expected ${option.takes === 'value' ? 'one argument' : 'at least one argument'}`,
      )
    option.set(values)
  }
  if (unknown.length > 0) throw new CommandLineError(`Unknown options: ${unknown.join(', ')}`)
}

function isOption(word: ArgumentValue | undefined): boolean {
  return typeof word === 'string' && word.startsWith('--')
}

/** By its name, or by as much of it as only one begins with. */
function find(options: ReadonlyMap<string, Option>, typed: string): Option | undefined {
  const exact = options.get(typed)
  if (exact) return exact
  const starting = [...options.keys()].filter((name) => name.startsWith(typed))
  if (starting.length > 1)
    throw new CommandLineError(
      `ambiguous option: --${typed} could match ${starting.map((name) => `--${name}`).join(', ')}`,
    )
  return starting[0] === undefined ? undefined : options.get(starting[0])
}

function inputDocument(value: ArgumentValue | undefined): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(String(value))
    if (typeof document === 'object' && document !== null) return { ...document }
  } catch {
    // Told below.
  }
  throw new CommandLineError(`Error parsing parameter 'cli-input-json': Invalid JSON received.`)
}
