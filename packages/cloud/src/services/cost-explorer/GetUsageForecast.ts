import type {
  GetUsageForecastRequest,
  GetUsageForecastResponse,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import { AwsError } from '../../errors.ts'
import { usageForecastOf } from '../../metering/forecast.ts'
import { forecastIn } from './forecast.ts'
import { invalid } from './expression.ts'
import { amountText } from './metrics.ts'

/**
 * Says how much will be used in the time to come, of a usage type.
 * @differs Everything is taken to go on as it runs now; AWS learns from the past.
 */
export const GetUsageForecast = operation<GetUsageForecastRequest, GetUsageForecastResponse>(
  'GetUsageForecast',
  (ctx, { Metric: metric, TimePeriod, Granularity, Filter, PredictionIntervalLevel }) => {
    if (metric !== 'USAGE_QUANTITY') {
      throw invalid(`Metric ${metric ?? ''} is not supported for usage forecasts.`)
    }
    const asked = { TimePeriod, Granularity, Filter, PredictionIntervalLevel }
    const { total, byTime, charges } = forecastIn(ctx, asked, 'rate', usageForecastOf, 1)
    const units = new Set(charges.map(({ unit }) => unit))
    const [unit] = units
    if (units.size !== 1) {
      throw new AwsError(
        'UnresolvableUsageUnitException',
        'Cost Explorer was unable to identify the usage unit. Provide UsageType/UsageTypeGroup filter selections that contain matching units.',
      )
    }
    return { Total: { Amount: amountText(total), Unit: unit }, ForecastResultsByTime: byTime }
  },
)
