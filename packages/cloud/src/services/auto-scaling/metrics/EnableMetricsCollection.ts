import type { EnableMetricsCollectionQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { groups } from '../groups/group.ts'
import { groupMetricNames, metricGranularity } from './metric-names.ts'
import { readMetricNames } from './read-metric-names.ts'

/** Begins to collect a group's metrics, all or these, once a minute. */
export const EnableMetricsCollection = operation<EnableMetricsCollectionQuery, object>(
  'EnableMetricsCollection',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    if (input.Granularity !== metricGranularity) {
      throw validationError(`Granularity ${input.Granularity} is not valid: it must be 1Minute.`)
    }
    const wanted = new Set([...group.enabledMetrics, ...readMetricNames(input.Metrics)])
    const enabledMetrics = groupMetricNames.filter((name) => wanted.has(name))
    ctx.db.put(groups, { ...group, enabledMetrics })
    return {}
  },
)
