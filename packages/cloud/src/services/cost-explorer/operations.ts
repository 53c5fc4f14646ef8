import type { AnyOperation } from '../../engine/operation.ts'
import { GetCostAndUsage } from './GetCostAndUsage.ts'
import { GetCostForecast } from './GetCostForecast.ts'
import { GetDimensionValues } from './GetDimensionValues.ts'
import { GetReservationCoverage } from './GetReservationCoverage.ts'
import { GetReservationUtilization } from './GetReservationUtilization.ts'
import { GetSavingsPlansCoverage } from './GetSavingsPlansCoverage.ts'
import { GetSavingsPlansUtilization } from './GetSavingsPlansUtilization.ts'
import { GetTags } from './GetTags.ts'
import { GetUsageForecast } from './GetUsageForecast.ts'

/** What this cloud supports of the service. */
export const operations: readonly AnyOperation[] = [
  GetCostAndUsage,
  GetCostForecast,
  GetDimensionValues,
  GetReservationCoverage,
  GetReservationUtilization,
  GetSavingsPlansCoverage,
  GetSavingsPlansUtilization,
  GetTags,
  GetUsageForecast,
]
