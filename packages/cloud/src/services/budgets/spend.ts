import type { Spend } from '@aws-sdk/client-budgets'
import type { Charge, RateName } from '../../metering/charge.ts'
import { costBetween } from '../../metering/charge.ts'
import { forecastOf, usageForecastOf } from '../../metering/forecast.ts'
import { microsPerUsd } from '../../metering/money.ts'
import type { Period } from '../../metering/report.ts'
import { usedUntil } from '../../metering/charge.ts'
import { dimensionReader, tagOf } from '../cost-explorer/dimensions.ts'
import { invalid, type BudgetRecord } from './budget.ts'

/** What a budget counts, in dollars or units. */
export interface BudgetMeter {
  readonly unit: string
  actual(period: Period): number
  forecast(period: Period): number
}

/** Cost filters, by the names of the budgets' API. */
const dimensionNames: Readonly<Record<string, string>> = {
  AZ: 'AZ',
  LinkedAccount: 'LINKED_ACCOUNT',
  Operation: 'OPERATION',
  PurchaseType: 'PURCHASE_TYPE',
  Region: 'REGION',
  Service: 'SERVICE',
  UsageType: 'USAGE_TYPE',
  UsageTypeGroup: 'USAGE_TYPE_GROUP',
  InstanceType: 'INSTANCE_TYPE',
}

type Filters = NonNullable<BudgetRecord['budget']['CostFilters']>

/** Throws for a filter that is nowhere in the books. */
export function chargeTest(
  filters: Filters | undefined,
  account: string,
): (charge: Charge) => boolean {
  const tests = Object.entries(filters ?? {}).map(([name, values]) => {
    if (name === 'TagKeyValue') return tagTest(values)
    const dimension = dimensionNames[name]
    if (dimension === undefined) {
      throw invalid(`The cost filter ${name} is not supported by the embedded cloud.`)
    }
    const read = dimensionReader(dimension, account)
    return (charge: Charge) => values.includes(read(charge))
  })
  return (charge) => tests.every((test) => test(charge))
}

/** `user:Team$web` */
function tagTest(values: readonly string[]): (charge: Charge) => boolean {
  const asked = values.map((value) => {
    const [key = '', ...rest] = value.replace(/^user:/, '').split('$')
    return { key, value: rest.join('$') }
  })
  return (charge) => asked.some(({ key, value }) => tagOf(charge, key) === value)
}

/** Reads an account's charges as a budget does. */
export function meterOfBudget(
  { budget }: Pick<BudgetRecord, 'budget'>,
  charges: readonly Charge[],
  account: string,
  now: number,
): BudgetMeter {
  const { CostTypes: types, BudgetType: type, BudgetLimit: limit } = budget
  const isMeant = chargeTest(budget.CostFilters, account)
  const meant = charges.filter(
    (charge) =>
      isMeant(charge) &&
      (types?.IncludeSubscription !== false || !charge.fee) &&
      (types?.IncludeUpfront !== false || charge.upfront === undefined) &&
      (types?.IncludeRecurring !== false || !charge.fee || charge.upfront !== undefined),
  )
  if (type === 'USAGE') {
    return {
      unit: limit?.Unit ?? 'Hrs',
      actual: ({ from, to }) =>
        meant.reduce((sum, charge) => sum + usedUntil(charge, to) - usedUntil(charge, from), 0),
      forecast: (period) => usageForecastOf(meant, period, now),
    }
  }
  const rate: RateName = types?.UseAmortized === true ? 'amortizedRate' : 'rate'
  return {
    unit: 'USD',
    actual: ({ from, to }) =>
      meant.reduce((sum, charge) => sum + costBetween(charge, rate, from, to), 0) / microsPerUsd,
    forecast: (period) => forecastOf(meant, rate, period, now) / microsPerUsd,
  }
}

/** What a budget allows in a period: planned limits go by the period's beginning in seconds. */
export function limitOf({ budget }: Pick<BudgetRecord, 'budget'>, { from }: Period): number {
  const planned = budget.PlannedBudgetLimits
  const spend = planned?.[String(from / 1000)] ?? budget.BudgetLimit
  return Number(spend?.Amount ?? 0)
}

export function spend(amount: number, unit: string): Spend {
  return { Amount: String(Number(amount.toFixed(3))), Unit: unit }
}
