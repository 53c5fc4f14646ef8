import type { Expression, ForecastResult, DateInterval } from '@aws-sdk/client-cost-explorer'
import type { Context } from '../../engine/context.ts'
import { AwsError } from '../../errors.ts'
import type { Charge, RateName } from '../../metering/charge.ts'
import { spreadOf } from '../../metering/forecast.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { dayMs } from '../../metering/months.ts'
import { periodsOf, type Granularity, type Period } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { invalid, testOf } from './expression.ts'
import { amountText } from './metrics.ts'
import { readPeriod, showPeriod } from './time.ts'

interface ForecastInput {
  readonly TimePeriod: DateInterval | undefined
  readonly Granularity: Granularity | undefined
  readonly Filter?: Expression | undefined
  readonly PredictionIntervalLevel?: number | undefined
}

/** How many deviations a share of all outcomes lies within, roughly. */
const deviations = (level: number): number => Math.sqrt(2) * inverseErf(level / 100)

/** By each period to come: everything goes on as it runs now. The interval is as wide as the last weeks were uneven. */
export function forecastIn(
  ctx: Context,
  {
    TimePeriod,
    Granularity: granularity = 'MONTHLY',
    Filter,
    PredictionIntervalLevel,
  }: ForecastInput,
  rate: RateName,
  meanOf: (charges: readonly Charge[], period: Period, now: number) => number,
  scale: number,
): {
  readonly total: number
  readonly byTime: ForecastResult[]
  readonly charges: readonly Charge[]
} {
  const span = readPeriod(TimePeriod, granularity, ctx.now)
  if (span.from < Math.floor(ctx.now / dayMs) * dayMs) {
    throw invalid('Start date must be the current date or a date in the future.')
  }
  const charges = chargesOf(booksIn(ctx)).filter(testOf(Filter, ctx.account))
  if (charges.length === 0) {
    throw new AwsError(
      'DataUnavailableException',
      'Insufficient amount of historical data to generate forecast.',
    )
  }
  const width = deviations(PredictionIntervalLevel ?? 80) * spreadOf(charges, rate, ctx.now)
  const means = periodsOf(span, granularity).map((period) => ({
    period,
    mean: meanOf(charges, period, ctx.now) / scale,
  }))
  return {
    total: means.reduce((sum, { mean }) => sum + mean, 0),
    charges,
    byTime: means.map(({ period, mean }) => ({
      TimePeriod: showPeriod(period, granularity),
      MeanValue: amountText(mean),
      ...(PredictionIntervalLevel !== undefined && {
        PredictionIntervalLowerBound: amountText(Math.max(0, mean * (1 - width))),
        PredictionIntervalUpperBound: amountText(mean * (1 + width)),
      }),
    })),
  }
}

/** Winitzki's approximation, good to a hundredth. */
function inverseErf(x: number): number {
  const a = 0.147
  const log = Math.log(1 - x * x)
  const half = 2 / (Math.PI * a) + log / 2
  return Math.sqrt(Math.sqrt(half * half - log / a) - half)
}
