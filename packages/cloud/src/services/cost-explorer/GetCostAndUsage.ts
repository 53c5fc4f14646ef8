import type {
  GetCostAndUsageRequest,
  GetCostAndUsageResponse,
  GroupDefinition,
  ResultByTime,
} from '@aws-sdk/client-cost-explorer'
import { operation } from '../../engine/operation.ts'
import type { Charge } from '../../metering/charge.ts'
import { chargesOf } from '../../metering/ledger.ts'
import { monthStart } from '../../metering/months.ts'
import { emptyTotals, periodsOf, reportOf } from '../../metering/report.ts'
import { booksIn } from '../usage/books.ts'
import { dimensionReader, tagOf } from './dimensions.ts'
import { invalid, testOf } from './expression.ts'
import { metricReader } from './metrics.ts'
import { readPeriod, showPeriod } from './time.ts'

const separator = '\n'

/**
 * Adds up what the account has cost, by hour, day or month, and by up to two dimensions or tags.
 * @differs Costs are there at once, not after a day; the current month is marked as an estimate. One page.
 */
export const GetCostAndUsage = operation<GetCostAndUsageRequest, GetCostAndUsageResponse>(
  'GetCostAndUsage',
  (ctx, { TimePeriod, Granularity: granularity = 'MONTHLY', Filter, Metrics, GroupBy = [] }) => {
    if (GroupBy.length > 2) throw invalid('You can group by at most 2 group definitions.')
    const span = readPeriod(TimePeriod, granularity, ctx.now)
    const readMetrics = metricReader(Metrics)
    const isMeant = testOf(Filter, ctx.account)
    const readers = GroupBy.map((group) => groupReader(group, ctx.account))
    const periods = periodsOf(span, granularity)
    const reports = reportOf(chargesOf(booksIn(ctx)).filter(isMeant), periods, (charge) =>
      readers.map((read) => read(charge)).join(separator),
    )
    const thisMonth = monthStart(ctx.now)
    return {
      ...(GroupBy.length > 0 && { GroupDefinitions: GroupBy }),
      ResultsByTime: reports.map((report, at): ResultByTime => {
        const period = periods[at] ?? span
        const common = {
          TimePeriod: showPeriod(period, granularity),
          Estimated: period.to > thisMonth,
        }
        if (GroupBy.length === 0) {
          return { ...common, Total: readMetrics(report.get('') ?? emptyTotals()), Groups: [] }
        }
        const groups = [...report].toSorted(([a], [b]) => (a < b ? -1 : 1))
        return {
          ...common,
          Total: {},
          Groups: groups.map(([keys, totals]) => ({
            Keys: keys.split(separator),
            Metrics: readMetrics(totals),
          })),
        }
      }),
      DimensionValueAttributes: [],
    }
  },
)

/** A charge's key in a group: `t3.micro`, or of a tag `Team$web`. */
function groupReader(
  { Type = 'DIMENSION', Key = '' }: GroupDefinition,
  account: string,
): (charge: Charge) => string {
  if (Type === 'TAG') return (charge) => `${Key}$${tagOf(charge, Key) ?? ''}`
  if (Type === 'DIMENSION') return dimensionReader(Key, account)
  throw invalid('Cost categories are not supported by the embedded cloud.')
}
