import type { BaseOperator, Condition } from './policy.ts'
import { matchesArn, readArnPattern } from './resource-pattern.ts'
import { blockHolds, readBlock, readBoolean, readDate, readNumber } from './values.ts'
import {
  anyText,
  matchesParts,
  oneCharacter,
  readPattern,
  resolve,
  type ContextValues,
} from './wildcard.ts'

/** Whether a request's values fulfil a condition. */
export type ConditionTest = (context: ContextValues) => boolean

/** Whether one value of the request is what one value of the policy says; undefined where a variable has no value. */
type Comparison = (asked: string, context: ContextValues) => boolean | undefined

/** A condition, read once. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
export function readCondition(condition: Condition, variables: boolean): ConditionTest {
  const { base, quantifier, ifExists } = condition
  const key = condition.key.toLowerCase()
  if (base === 'Null') {
    const wanted = condition.values.map(readBoolean)
    return (context) => wanted.includes((context.get(key) ?? []).length === 0)
  }
  const negated = negations[base] !== undefined
  const compare = condition.values.map((value) =>
    comparison(negations[base] ?? base, value, variables),
  )
  return (context) => {
    const asked = context.get(key)
    if (asked === undefined) {
      if (ifExists || quantifier === 'ForAllValues') return true
      return negated && quantifier !== 'ForAnyValue'
    }
    const isMet = (value: string): boolean | undefined => {
      const results = compare.map((each) => each(value, context))
      // A variable without a value makes the statement void.
      if (results.includes(undefined)) return undefined
      return results.includes(true) !== negated
    }
    const results = asked.map(isMet)
    if (results.includes(undefined)) return false
    if (quantifier === 'ForAllValues') return !results.includes(false)
    if (quantifier === 'ForAnyValue') return results.includes(true)
    return negated ? !results.includes(false) : results.includes(true)
  }
}

const negations: Readonly<Partial<Record<BaseOperator, BaseOperator>>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
  NotIpAddress: 'IpAddress',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
}

function comparison(base: BaseOperator, value: string, variables: boolean): Comparison {
  if (base === 'StringLike') {
    const pattern = readPattern(value, variables)
    return (asked, context) => {
      const resolved = resolve(pattern, context)
      return resolved && matchesParts(resolved, asked)
    }
  }
  if (base === 'ArnLike' || base === 'ArnEquals') {
    const pattern = readArnPattern(value, variables)
    return (asked, context) => matchesArn(pattern, asked, context)
  }
  const text = plainText(value, variables)
  return (asked, context) => {
    const wanted = text(context)
    return wanted === undefined ? undefined : compareValues(base, asked, wanted)
  }
}

/** A value in which wildcards mean nothing, its variables put in. */
function plainText(
  value: string,
  variables: boolean,
): (context: ContextValues) => string | undefined {
  if (!variables || !value.includes('${')) return () => value
  const pattern = readPattern(value, true)
  return (context) =>
    resolve(pattern, context)
      ?.map((part) => (part === anyText ? '*' : part === oneCharacter ? '?' : part))
      .join('')
}

function compareValues(base: BaseOperator, asked: string, wanted: string): boolean {
  switch (base) {
    case 'StringEquals':
    case 'BinaryEquals':
      return asked === wanted
    case 'StringEqualsIgnoreCase':
      return asked.toLowerCase() === wanted.toLowerCase()
    case 'Bool':
      return readBoolean(asked) !== undefined && readBoolean(asked) === readBoolean(wanted)
    case 'IpAddress': {
      const block = readBlock(wanted)
      const address = readBlock(asked)
      return !!block && !!address && blockHolds(block, address)
    }
    default: {
      const read = base.startsWith('Date') ? readDate : readNumber
      const left = read(asked)
      const right = read(wanted)
      return left !== undefined && right !== undefined && ordered(base, left, right)
    }
  }
}

function ordered(base: BaseOperator, left: number, right: number): boolean {
  if (base.endsWith('LessThan')) return left < right
  if (base.endsWith('LessThanEquals')) return left <= right
  if (base.endsWith('GreaterThan')) return left > right
  if (base.endsWith('GreaterThanEquals')) return left >= right
  return left === right
}
