import type { Constraint, ConstraintTable } from './constraint-table.ts'
import { isRecord } from './scalars.ts'
import { kindOf, type NormalizedSchema, requiredCount, ShapeCache, traitsOf } from './schema.ts'
import { compilePattern } from './pattern.ts'

/** One thing that is wrong with an input. */
export interface Problem {
  /** Where, in the words of the protocol: `Filter.1.Name` or `filters.1.member.name`. */
  readonly path: string
  readonly rule: Rule
  readonly value: unknown
  readonly isSensitive: boolean
  /** The rule is one for the items, keys or values of what stands at the path. */
  readonly within?: 'items' | 'keys' | 'values'
}

export type Rule =
  | { readonly kind: 'required' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'integer'; readonly isLong: boolean }
  | { readonly kind: 'least' | 'most'; readonly of: 'value' | 'length'; readonly limit: number }

/** How a protocol spells the way to a member. */
export interface PathStyle {
  readonly member: (name: string, schema: NormalizedSchema) => string
  readonly item: (list: string, index: number, item: NormalizedSchema) => string
  readonly mapValue: (map: string, key: string) => string
}

type Report = (problem: Problem) => void
type Check = (value: unknown, path: string, report: Report) => void

/** Past this many problems nobody reads on. */
const maxProblems = 20

/** Compiles the checks of input shapes: required members from the schema, everything else from the table. */
export class Validator {
  readonly #table: ConstraintTable
  readonly #style: PathStyle
  readonly #shapes = new ShapeCache<Check>()

  constructor(table: ConstraintTable, style: PathStyle) {
    this.#table = table
    this.#style = style
  }

  input(schema: NormalizedSchema): (input: unknown) => readonly Problem[] {
    if (schema.isUnitSchema()) return () => []
    const check = this.#struct(schema, '')
    return (input) => {
      const problems: Problem[] = []
      check(input, '', (problem) => {
        if (problems.length < maxProblems) problems.push(problem)
      })
      return problems
    }
  }

  #shape(schema: NormalizedSchema): Check {
    return this.#shapes.get(
      schema,
      () => this.#compile(schema),
      (later) => (value, path, report) => later()(value, path, report),
    )
  }

  #compile(schema: NormalizedSchema): Check {
    switch (kindOf(schema)) {
      case 'struct':
        return this.#struct(schema, '.')
      case 'list':
        return this.#list(schema, this.#table.items[nameOf(schema)])
      case 'map':
        return this.#map(schema)
      default:
        return pass
    }
  }

  #struct(schema: NormalizedSchema, separator: string): Check {
    let members: readonly Member[] | undefined
    return (value, path, report) => {
      if (!isRecord(value)) return
      members ??= this.#members(schema)
      for (const { name, label, isRequired, check } of members) {
        const item = value[name]
        const at = path + separator + label
        if (item !== undefined && item !== null) check(item, at, report)
        else if (isRequired) {
          report({ path: at, rule: { kind: 'required' }, value: null, isSensitive: false })
        }
      }
    }
  }

  #members(schema: NormalizedSchema): readonly Member[] {
    const structure = nameOf(schema)
    const required = requiredCount(schema)
    const own = this.#table.members[structure] ?? {}
    const nameless = this.#table.memberItems[structure] ?? {}
    return [...schema.structIterator()]
      .map(([name, member], index): Member => {
        const itemIndex = nameless[name]
        const deep =
          itemIndex !== undefined && kindOf(member) === 'list'
            ? this.#list(member, itemIndex)
            : this.#shape(member)
        const shallow = this.#constraint(own[name], member)
        return {
          name,
          label: this.#style.member(name, member),
          isRequired: index < required,
          check: both(shallow && reporting(shallow), deep),
        }
      })
      .filter(({ isRequired, check }) => isRequired || check !== pass)
  }

  #list(schema: NormalizedSchema, itemIndex: number | undefined): Check {
    const value = schema.getValueSchema()
    const deep = this.#shape(value)
    const find = this.#constraint(itemIndex, value)
    const { item } = this.#style
    if (deep === pass && !find) return pass
    return (list, path, report) => {
      if (!Array.isArray(list)) return
      const items: unknown[] = list
      if (find) {
        const rule = items.map(find).find((one) => one !== undefined)
        if (rule)
          report({ path, rule, value: list, isSensitive: isSensitive(value), within: 'items' })
      }
      if (deep !== pass) {
        for (const [index, one] of items.entries()) deep(one, item(path, index + 1, value), report)
      }
    }
  }

  #map(schema: NormalizedSchema): Check {
    const value = schema.getValueSchema()
    const deep = this.#shape(value)
    const findKey = this.#constraint(this.#table.mapKeys[nameOf(schema)], schema.getKeySchema())
    const findValue = this.#constraint(this.#table.mapValues[nameOf(schema)], value)
    const { mapValue } = this.#style
    if (deep === pass && !findKey && !findValue) return pass
    return (map, path, report) => {
      if (!isRecord(map)) return
      for (const [key, one] of Object.entries(map)) {
        const badKey = findKey?.(key)
        const badValue = findValue?.(one)
        const common = { path, value: map, isSensitive: isSensitive(value) }
        if (badKey) report({ ...common, rule: badKey, within: 'keys' })
        if (badValue) report({ ...common, rule: badValue, within: 'values' })
        deep(one, mapValue(path, key), report)
      }
    }
  }

  #constraint(index: number | undefined, schema: NormalizedSchema): Find | undefined {
    const constraint = index === undefined ? undefined : this.#table.shapes[index]
    const find = constraint && ruleFinder(constraint)
    return (
      find && Object.assign((value: unknown) => find(value), { isSensitive: isSensitive(schema) })
    )
  }
}

interface Member {
  readonly name: string
  readonly label: string
  readonly isRequired: boolean
  readonly check: Check
}

/** Finds the first rule that a value breaks. */
interface Find {
  (value: unknown): Rule | undefined
  readonly isSensitive: boolean
}

const pass: Check = () => undefined

function both(first: Check | undefined, second: Check): Check {
  if (!first) return second
  if (second === pass) return first
  return (value, path, report) => {
    first(value, path, report)
    second(value, path, report)
  }
}

function reporting(find: Find): Check {
  return (value, path, report) => {
    const rule = find(value)
    if (rule) report({ path, rule, value, isSensitive: find.isSensitive })
  }
}

function ruleFinder(constraint: Constraint): (value: unknown) => Rule | undefined {
  const { min, max, pattern, type } = constraint
  const values = constraint.enum
  const known = values && new Set(values)
  const matches = pattern === undefined ? undefined : compilePattern(pattern)
  return (value) => {
    if (typeof value === 'number' && type !== undefined && !isWhole(value, type)) {
      return { kind: 'integer', isLong: type === 'long' }
    }
    if (values && typeof value === 'string' && !known?.has(value)) return { kind: 'enum', values }
    const size = sizeOf(value)
    if (size === undefined) return undefined
    const of = typeof value === 'number' ? 'value' : 'length'
    if (min !== undefined && size < min) return { kind: 'least', of, limit: min }
    if (max !== undefined && size > max) return { kind: 'most', of, limit: max }
    if (pattern !== undefined && typeof value === 'string' && matches && !matches(value)) {
      return { kind: 'pattern', pattern }
    }
    return undefined
  }
}

function isWhole(value: number, type: string): boolean {
  if (type === 'long') return Number.isInteger(value)
  return Number.isInteger(value) && value >= -(2 ** 31) && value < 2 ** 31
}

function sizeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value
  if (typeof value === 'string' || value instanceof Uint8Array || Array.isArray(value)) {
    return value.length
  }
  if (isRecord(value) && !(value instanceof Date)) return Object.keys(value).length
  return undefined
}

function nameOf(schema: NormalizedSchema): string {
  return schema.getName() ?? ''
}

function isSensitive(schema: NormalizedSchema): boolean {
  return traitsOf(schema).sensitive === true
}
