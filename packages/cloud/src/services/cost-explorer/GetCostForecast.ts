import type {
  GetCostForecastRequest,
  GetCostForecastResponse,
  Metric,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import type { RateName } from '../../metering/charge.ts'
import { forecastOf } from '../../metering/forecast.ts'
import { microsPerUsd } from '../../metering/money.ts'
import { forecastIn } from './forecast.ts'
import { invalid } from './expression.ts'
import { amountText } from './metrics.ts'

const rates: Readonly<Partial<Record<Metric, RateName>>> = {
  UNBLENDED_COST: 'rate',
  BLENDED_COST: 'rate',
  NET_UNBLENDED_COST: 'rate',
  AMORTIZED_COST: 'amortizedRate',
  NET_AMORTIZED_COST: 'amortizedRate',
}

/**
 * Says what the time to come will cost.
 * @differs Everything is taken to go on as it runs now; AWS learns from the past.
 */
export const GetCostForecast = operation<GetCostForecastRequest, GetCostForecastResponse>(
  'GetCostForecast',
  (ctx, { Metric: metric = 'UNBLENDED_COST', ...input }) => {
    const rate = rates[metric]
    if (!rate) throw invalid(`Metric ${metric} is not supported for cost forecasts.`)
    const { TimePeriod, Granularity, Filter, PredictionIntervalLevel } = input
    const asked = { TimePeriod, Granularity, Filter, PredictionIntervalLevel }
    const { total, byTime } = forecastIn(
      ctx,
      asked,
      rate,
      (charges, period, now) => forecastOf(charges, rate, period, now),
      microsPerUsd,
    )
    return {
      Total: { Amount: amountText(total), Unit: 'USD' },
      ForecastResultsByTime: byTime,
    }
  },
)
