import type { DisableMetricsCollectionQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { groups } from '../groups/group.ts'
import { readMetricNames } from './read-metric-names.ts'

/** Ends the collection of a group's metrics, of all or of these. */
export const DisableMetricsCollection = operation<DisableMetricsCollectionQuery, object>(
  'DisableMetricsCollection',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const unwanted = new Set(readMetricNames(input.Metrics))
    const enabledMetrics = group.enabledMetrics.filter((name) => !unwanted.has(name))
    ctx.db.put(groups, { ...group, enabledMetrics })
    return {}
  },
)
