import { createHash } from 'node:crypto'
import { AwsError } from '../../errors.ts'

/** Whose list it is: a token made for one is refused by another. */
export interface PageScope {
  readonly account: string
  readonly region: string
}

export interface PageInput {
  readonly MaxResults?: number
  readonly NextToken?: string
}

export interface PageRules<T> {
  /** A name by which an item is found again when the list has changed between two pages. */
  readonly keyOf: (item: T) => string
  /** Items that it refuses are not on the list; asked only as far as the page goes. */
  readonly matches?: (item: T) => boolean
  /** Range of MaxResults; 5 to 1000 unless told otherwise. */
  readonly min?: number
  readonly max?: number
  /** Page length when none is asked for; the whole list unless told otherwise. */
  readonly defaultSize?: number
  /** AWS refuses MaxResults beside a list of ids: the list's name on the wire (`instancesSet`), and whether it was given. */
  readonly ids?: { readonly name: string; readonly given: boolean }
}

export interface Page<T> {
  readonly items: readonly T[]
  /** Absent on the last page. */
  readonly nextToken: string | undefined
}

/** One page of a list that keeps its order from call to call. Throws AWS's errors for a bad size or token. */
export function paginate<T>(
  scope: PageScope,
  operation: string,
  list: readonly T[],
  input: PageInput,
  rules: PageRules<T>,
): Page<T> {
  const { min = 5, max = 1_000 } = rules
  const { MaxResults: asked, NextToken: token } = input
  if (asked !== undefined && rules.ids?.given) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The parameter ${rules.ids.name} cannot be used with the parameter maxResults`,
    )
  }
  if (asked !== undefined && asked < min) throw badSize(asked, `greater than ${min}`)
  if (asked !== undefined && asked > max) throw badSize(asked, `less than ${max}`)
  const start = token === undefined ? 0 : findStart(scope, operation, list, token, rules.keyOf)
  const size = asked ?? rules.defaultSize ?? list.length
  const items: T[] = []
  for (let offset = start; offset < list.length; offset += 1) {
    const item = list[offset] as T
    if (rules.matches && !rules.matches(item)) continue
    const last = items.at(-1)
    if (items.length === size && last !== undefined) {
      const position = { offset, last: rules.keyOf(last), next: rules.keyOf(item) }
      return { items, nextToken: makeToken(scope, operation, position) }
    }
    items.push(item)
  }
  return { items, nextToken: undefined }
}

/**
 * Refuses what no list operation takes, also one that has nothing to list and so no pages: a token that it did not give
 * out, and a negative size.
 */
export function checkPageInput(scope: PageScope, operation: string, input: object): void {
  const token: unknown = Reflect.get(input, 'NextToken')
  const size: unknown = Reflect.get(input, 'MaxResults')
  if (typeof token === 'string') readToken(scope, operation, token)
  if (typeof size === 'number' && size < 0) throw badSize(size, 'greater than 0')
}

interface Position {
  readonly offset: number
  /** Keys of the item before and the item after the cut. */
  readonly last: string
  readonly next: string
}

function badSize(asked: number, wanted: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value ( ${asked} ) for parameter maxResults is invalid. Expecting a value ${wanted}.`,
  )
}

/** A token names the items around the cut, so that what goes meanwhile makes no other item be skipped or come twice. */
function findStart<T>(
  scope: PageScope,
  operation: string,
  list: readonly T[],
  token: string,
  keyOf: (item: T) => string,
): number {
  const { offset, last, next } = readToken(scope, operation, token)
  const expected = list[offset]
  if (expected !== undefined && keyOf(expected) === next) return offset
  const nextIndex = list.findIndex((item) => keyOf(item) === next)
  if (nextIndex >= 0) return nextIndex
  const lastIndex = list.findIndex((item) => keyOf(item) === last)
  return lastIndex >= 0 ? lastIndex + 1 : Math.min(offset, list.length)
}

function makeToken(scope: PageScope, operation: string, position: Position): string {
  const body = JSON.stringify([position.offset, position.last, position.next])
  return Buffer.from(seal(scope, operation, body) + body).toString('base64url')
}

function readToken(scope: PageScope, operation: string, token: string): Position {
  const text = Buffer.from(token, 'base64url').toString()
  const body = text.slice(sealLength)
  if (body === '' || text.slice(0, sealLength) !== seal(scope, operation, body)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value ( ${token} ) for parameter NextToken is invalid. The token is invalid.`,
    )
  }
  const [offset, last, next] = JSON.parse(body) as [number, string, string]
  return { offset, last, next }
}

const sealLength = 24

/** Keeps a token to its list; it is no secret. */
function seal(scope: PageScope, operation: string, body: string): string {
  return createHash('sha256')
    .update([scope.account, scope.region, operation, body].join('\n'))
    .digest('base64url')
    .slice(0, sealLength)
}
