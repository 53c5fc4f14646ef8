import type { MetricValue } from '@aws-sdk/client-cost-explorer'
import { usdText, type Micros } from '../../metering/money.ts'
import type { Totals } from '../../metering/report.ts'
import { invalid } from './expression.ts'

type Metric =
  | { readonly money: (totals: Totals) => Micros }
  | { readonly amount: (totals: Totals) => number; readonly unit: (totals: Totals) => string }

const unblended: Metric = { money: (totals) => totals.unblended }
const amortized: Metric = { money: (totals) => totals.amortized }

/** There are no discounts and no other accounts: net and blended costs are the plain ones. */
const metrics: Readonly<Record<string, Metric>> = {
  UnblendedCost: unblended,
  BlendedCost: unblended,
  NetUnblendedCost: unblended,
  AmortizedCost: amortized,
  NetAmortizedCost: amortized,
  UsageQuantity: { amount: ({ usage }) => usage, unit: ({ unit }) => unit ?? 'N/A' },
  NormalizedUsageAmount: { amount: ({ normalized }) => normalized, unit: () => 'N/A' },
}

/** What reads the metrics that a request asks for. */
export function metricReader(
  names: readonly string[] | undefined,
): (totals: Totals) => Record<string, MetricValue> {
  const asked = (names ?? []).map((name) => {
    const metric = findMetric(name)
    if (!metric) throw invalid(`Metric ${name} is not valid`)
    return [name, metric] as const
  })
  return (totals) => Object.fromEntries(asked.map(([name, metric]) => [name, show(metric, totals)]))
}

function findMetric(name: string): Metric | undefined {
  return Object.hasOwn(metrics, name) ? metrics[name] : undefined
}

function show(metric: Metric, totals: Totals): MetricValue {
  if ('money' in metric) return { Amount: usdText(metric.money(totals)), Unit: 'USD' }
  return { Amount: amountText(metric.amount(totals)), Unit: metric.unit(totals) }
}

/** Ten digits at most behind the point, as AWS writes them. */
export function amountText(amount: number): string {
  return String(Number(amount.toFixed(10)))
}
