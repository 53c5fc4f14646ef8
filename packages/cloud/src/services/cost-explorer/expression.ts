import type { Expression, MatchOption } from '@aws-sdk/client-cost-explorer'
import { AwsError } from '../../errors.ts'
import type { Charge } from '../../metering/charge.ts'
import { dimensionReader, tagOf } from './dimensions.ts'

export type ChargeTest = (charge: Charge) => boolean

/**
 * A filter of Cost Explorer as a test of charges.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_Expression.html
 */
export function testOf(expression: Expression | undefined, account: string): ChargeTest {
  if (!expression) return () => true
  const { Or, And, Not, Dimensions, Tags, CostCategories } = expression
  const given = [Or, And, Not, Dimensions, Tags, CostCategories].filter((one) => one !== undefined)
  if (given.length !== 1) {
    throw invalid(
      'Expression has to have exactly one of: Or, And, Not, Dimensions, Tags, CostCategories.',
    )
  }
  if (Or) return anyOf(several('Or', Or).map((one) => testOf(one, account)))
  if (And) return allOf(several('And', And).map((one) => testOf(one, account)))
  if (Not) {
    const inner = testOf(Not, account)
    return (charge) => !inner(charge)
  }
  if (Dimensions) {
    const read = dimensionReader(Dimensions.Key, account)
    return matching(Dimensions.Values, Dimensions.MatchOptions, read)
  }
  if (Tags) {
    const { Key = '', Values, MatchOptions } = Tags
    return matching(Values, MatchOptions, (charge) => tagOf(charge, Key))
  }
  throw invalid('Cost categories are not supported by the embedded cloud.')
}

const anyOf =
  (tests: readonly ChargeTest[]): ChargeTest =>
  (charge) =>
    tests.some((test) => test(charge))
const allOf =
  (tests: readonly ChargeTest[]): ChargeTest =>
  (charge) =>
    tests.every((test) => test(charge))

function several(name: string, list: readonly Expression[]): readonly Expression[] {
  if (list.length >= 2) return list
  throw invalid(`${name} expression must have at least 2 operands`)
}

function matching(
  values: readonly string[] = [],
  options: readonly MatchOption[] = ['EQUALS'],
  read: (charge: Charge) => string | undefined,
): ChargeTest {
  if (options.includes('ABSENT')) return (charge) => read(charge) === undefined
  const fold = options.includes('CASE_INSENSITIVE')
  const asked = values.map((value) => (fold ? value.toLowerCase() : value))
  const compare = comparison(options)
  return (charge) => {
    const value = read(charge)
    // An empty value asks for what is not tagged.
    if (value === undefined) return asked.includes('')
    const own = fold ? value.toLowerCase() : value
    return asked.some((one) => compare(own, one))
  }
}

function comparison(options: readonly MatchOption[]): (own: string, asked: string) => boolean {
  if (options.includes('STARTS_WITH')) return (own, asked) => own.startsWith(asked)
  if (options.includes('ENDS_WITH')) return (own, asked) => own.endsWith(asked)
  if (options.includes('CONTAINS')) return (own, asked) => own.includes(asked)
  if (options.includes('GREATER_THAN_OR_EQUAL')) return (own, asked) => own >= asked
  return (own, asked) => own === asked
}

export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message)
}
