/**
 * The filter language of every table. Tokens of one property: any of the positive ones, and all of the negative ones and
 * of the bounds. Different properties: all. `*` and `?` are wildcards; `a..b` is a range of numbers or dates.
 */
export const filterOperators = ['=', '!=', ':', '!:', '>=', '<=', '>', '<'] as const
export type FilterOperator = (typeof filterOperators)[number]

export interface FilterToken {
  /** Absent: any property. */
  readonly property?: string
  readonly operator: FilterOperator
  readonly value: string
}

/** `choice`: few distinct values, offered while typing. */
export type FilterKind = 'text' | 'choice' | 'number' | 'date'
export type FilterValue = string | number | undefined

export interface FilterProperty<T> {
  readonly key: string
  readonly label: string
  readonly kind: FilterKind
  /** All values of an item; dates as ISO strings. */
  readonly values: (item: T) => readonly FilterValue[]
}

type Test = (values: readonly FilterValue[]) => boolean
const wildcard = /[*?]/

function toPattern(text: string, whole: boolean): RegExp {
  const escaped = text
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(whole ? `^${escaped}$` : escaped, 'is')
}

function textTest(value: string, whole: boolean): (text: string) => boolean {
  if (wildcard.test(value)) {
    const pattern = toPattern(value, whole)
    return (text) => pattern.test(text)
  }
  const wanted = value.toLowerCase()
  return whole
    ? (text) => text.toLowerCase() === wanted
    : (text) => text.toLowerCase().includes(wanted)
}

/** A number to compare by; a bare date in a bound means that day in local time. */
function toNumber(value: string | number, kind: FilterKind): number {
  if (typeof value === 'number') return value
  if (kind !== 'date') return Number(value)
  return new Date(/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00` : value).getTime()
}

const dayMs = 86_400_000

/** The span that a written value covers: a bare date is a whole day. */
function spanOf(value: string, kind: FilterKind): [from: number, to: number] {
  const from = toNumber(value, kind)
  return [from, kind === 'date' && !value.includes(':') ? from + dayMs - 1 : from]
}

function numberTest(
  operator: FilterOperator,
  value: string,
  kind: FilterKind,
): (n: number) => boolean {
  const [low, high] = value.includes('..') ? value.split('..') : [value, value]
  const from = low?.trim() ? spanOf(low.trim(), kind)[0] : -Infinity
  const to = high?.trim() ? spanOf(high.trim(), kind)[1] : Infinity
  if (operator === '>') return (n) => n > to
  if (operator === '>=') return (n) => n >= from
  if (operator === '<') return (n) => n < from
  if (operator === '<=') return (n) => n <= to
  return (n) => n >= from && n <= to
}

const isNegative = (operator: FilterOperator) => operator === '!=' || operator === '!:'
const isBound = (operator: FilterOperator) => operator.startsWith('>') || operator.startsWith('<')

/** Whether some value matches, the negation left out. */
function positiveTest({ operator, value }: FilterToken, kind: FilterKind): Test {
  const numeric = kind === 'number' || kind === 'date'
  const whole = operator === '=' || operator === '!='
  if (isBound(operator) || (numeric && whole && !wildcard.test(value))) {
    const test = numberTest(operator, value, kind)
    return (values) =>
      values.some((one) => one !== undefined && one !== '' && test(toNumber(one, kind)))
  }
  // `name = ` (nothing) finds what has no value.
  if (whole && value === '')
    return (values) => values.every((one) => one === undefined || one === '')
  const test = textTest(value, whole)
  return (values) => values.some((one) => one !== undefined && test(String(one)))
}

/** Makes one predicate of a query. A token whose property is unknown matches nothing, rather than everything. */
export function compileFilter<T>(
  tokens: readonly FilterToken[],
  properties: readonly FilterProperty<T>[],
  findProperty: (key: string) => FilterProperty<T> | undefined = (key) =>
    properties.find((one) => one.key === key),
): (item: T) => boolean {
  const groups = Map.groupBy(tokens, (token) => token.property ?? '')
  const tests: ((item: T) => boolean)[] = []
  for (const [key, group] of groups) {
    const property = key === '' ? undefined : findProperty(key)
    if (key !== '' && !property) return () => false
    const kind = property?.kind ?? 'text'
    const values = property?.values ?? ((item: T) => properties.flatMap((one) => one.values(item)))
    const any: Test[] = []
    const all: Test[] = []
    for (const token of group) {
      const test = positiveTest(token, kind)
      if (isNegative(token.operator)) all.push((found) => !test(found))
      else if (isBound(token.operator) || key === '') all.push(test)
      else any.push(test)
    }
    tests.push((item) => {
      const found = values(item)
      return (
        all.every((test) => test(found)) && (any.length === 0 || any.some((test) => test(found)))
      )
    })
  }
  return (item) => tests.every((test) => test(item))
}
