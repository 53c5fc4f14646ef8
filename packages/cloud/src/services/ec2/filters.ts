import { readFileSync } from 'node:fs'
import type { Filter } from '@aws-sdk/client-ec2'
import { AwsError } from '../../errors.ts'
import { matchesGlob, parseGlob, type Glob } from '@brume/ec2-model'
import type { Tag } from './tag.ts'
import type { Narrow } from './narrow.ts'

/** What a record holds under a filter's name; a list matches when one of its values does. */
export type FilterValue = Scalar | readonly Scalar[]
type Scalar = string | number | boolean | undefined

export interface FilterFields<R> {
  /** Filters by name as AWS documents them, and undocumented spellings that AWS takes too. */
  readonly fields: Readonly<Record<string, (record: R) => FilterValue>>
  /** Filters that an index answers. */
  readonly narrow?: Readonly<Record<string, Narrow>>
  /** Present when the resource can be tagged: adds `tag:<key>`, `tag-key` and `tag-value`. */
  readonly tags?: (record: R) => readonly Tag[]
}

const maxValues = 200

/**
 * The predicate that a Describe operation's filters ask for: values of one filter are alternatives, filters must all match.
 * `*` and `?` are wildcards unless escaped by a backslash; case counts. Throws for a filter that AWS does not have, and for one
 * that it has and Brume does not: a filter is never ignored.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
 */
export function compileFilters<R>(
  operation: string,
  filters: readonly Filter[] | undefined,
  known: FilterFields<R>,
): (record: R) => boolean {
  if (!filters || filters.length === 0) return () => true
  const count = filters.reduce((sum, filter) => sum + (filter.Values?.length ?? 0), 0)
  if (count > maxValues) {
    throw new AwsError(
      'FilterLimitExceeded',
      `The maximum number of filter values specified on a single call is ${maxValues}.`,
    )
  }
  const tests = filters.map((filter) => {
    const read = findReader(operation, filter.Name, known)
    const matches = compileValues(filter.Values ?? [])
    return (record: R) => {
      const value = read(record)
      return Array.isArray(value) ? value.some(matches) : matches(value as Scalar)
    }
  })
  return (record) => tests.every((test) => test(record))
}

function findReader<R>(
  operation: string,
  name: string | undefined,
  known: FilterFields<R>,
): (record: R) => FilterValue {
  const { fields, tags } = known
  if (name !== undefined && Object.hasOwn(fields, name)) {
    const field = fields[name]
    if (field) return field
  }
  if (tags && name !== undefined) {
    if (name.startsWith('tag:')) {
      const key = name.slice('tag:'.length)
      return (record) => tags(record).find((tag) => tag.Key === key)?.Value
    }
    if (name === 'tag-key') return (record) => tags(record).map((tag) => tag.Key)
    if (name === 'tag-value') return (record) => tags(record).map((tag) => tag.Value)
  }
  if (name !== undefined && documentedFilters(operation).has(name)) {
    throw new AwsError(
      'UnsupportedOperation',
      `The filter '${name}' of ${operation} is not supported by the embedded cloud.`,
    )
  }
  throw new AwsError('InvalidParameterValue', `The filter '${name ?? 'null'}' is invalid`)
}

/** A test for one value: equal to one of the wished ones, or matching one that has wildcards. */
function compileValues(wished: readonly string[]): (value: Scalar) => boolean {
  const exact = new Set<string>()
  const patterns: (readonly Glob[])[] = []
  for (const text of wished) {
    const pattern = parseGlob(text)
    if (typeof pattern === 'string') exact.add(pattern)
    else patterns.push(pattern)
  }
  return (value) => {
    if (value === undefined) return false
    const text = String(value)
    return exact.has(text) || patterns.some((pattern) => matchesGlob(pattern, text))
  }
}

let documented: Readonly<Record<string, string>> | undefined
const parsed = new Map<string, ReadonlySet<string>>()

/** The filters that AWS documents for an operation (filters.generated.json, made by scripts/generate-catalogue.ts). */
export function documentedFilters(operation: string): ReadonlySet<string> {
  const found = parsed.get(operation)
  if (found) return found
  documented ??= (
    JSON.parse(readFileSync(new URL('./filters.generated.json', import.meta.url), 'utf8')) as {
      filters: Readonly<Record<string, string>>
    }
  ).filters
  const names = new Set((documented[operation] ?? '').split(' ').filter((name) => name !== ''))
  parsed.set(operation, names)
  return names
}
