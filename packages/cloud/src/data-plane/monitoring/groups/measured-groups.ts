import type { Engine } from '../../../engine/engine.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { MetricSample } from '../../../metrics/metric.ts'
import { groups, type GroupRecord } from '../../../services/auto-scaling/groups/group.ts'
import { members, type MemberRecord } from '../../../services/auto-scaling/instances/member.ts'
import type { GroupMetricName } from '../../../services/auto-scaling/metrics/metric-names.ts'
import { poolSize, warmPools } from '../../../services/auto-scaling/warm-pools/warm-pool.ts'
import { dimension } from '../instances/dimensions.ts'
import type { Measured, Minute } from '../metric-source.ts'

/**
 * What groups tell of themselves, those whose metrics are collected: `AWS/AutoScaling`.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-metrics.html
 */
export function measuredGroups({ engine }: { readonly engine: Engine }): Measured {
  return {
    collections: [groups.name],
    isThere: (db) => db.countBy(groups, 'collected', 'yes') > 0,
    metricsOf: (place, minute) => groupMetrics(engine.read(place), minute),
  }
}

export function* groupMetrics(
  db: ReadRecords,
  { fromMs }: Minute,
): Generator<MetricSample, undefined, undefined> {
  for (const group of db.by(groups, 'collected', 'yes')) {
    const dimensions = dimension('AutoScalingGroupName', group.id)
    const counted = count(db, group)
    for (const metricName of group.enabledMetrics) {
      const value = counted[metricName as GroupMetricName]
      if (value === undefined) continue
      yield {
        namespace: 'AWS/AutoScaling',
        metricName,
        dimensions,
        at: fromMs,
        sum: value,
        count: 1,
        minimum: value,
        maximum: value,
      }
    }
  }
}

interface Tally {
  instances: number
  capacity: number
}

const nothing = (): Tally => ({ instances: 0, capacity: 0 })

/** Warm pools are told of where there is one. */
function count(
  db: ReadRecords,
  group: GroupRecord,
): Readonly<Partial<Record<GroupMetricName, number>>> {
  const serving = nothing()
  const pending = nothing()
  const standby = nothing()
  const terminating = nothing()
  const warmed = nothing()
  const warming = nothing()
  const cooling = nothing()
  for (const { lifecycleState: state, weight } of db.by(members, 'group', group.id)) {
    const tally = tallyOf(state)
    tally.instances += 1
    tally.capacity += weight
  }
  function tallyOf(state: MemberRecord['lifecycleState']): Tally {
    if (state.startsWith('Warmed:Pending')) return warming
    if (state.startsWith('Warmed:Terminat')) return cooling
    if (state.startsWith('Warmed:')) return warmed
    if (state.startsWith('Pending')) return pending
    if (state.startsWith('Terminat') || state.startsWith('Detach')) return terminating
    return state === 'InService' ? serving : standby
  }
  const all = [serving, pending, standby, terminating]
  const total = (of: keyof Tally): number => all.reduce((sum, tally) => sum + tally[of], 0)
  const pool = db.get(warmPools, group.id)
  const poolTotal = warmed.capacity + warming.capacity + cooling.capacity
  const poolDesired = pool ? poolSize(db, group) : 0
  return {
    GroupMinSize: group.minSize,
    GroupMaxSize: group.maxSize,
    GroupDesiredCapacity: group.desiredCapacity,
    GroupInServiceInstances: serving.instances,
    GroupPendingInstances: pending.instances,
    GroupStandbyInstances: standby.instances,
    GroupTerminatingInstances: terminating.instances,
    GroupTotalInstances: total('instances'),
    GroupInServiceCapacity: serving.capacity,
    GroupPendingCapacity: pending.capacity,
    GroupStandbyCapacity: standby.capacity,
    GroupTerminatingCapacity: terminating.capacity,
    GroupTotalCapacity: total('capacity'),
    ...(pool && {
      WarmPoolDesiredCapacity: poolDesired,
      WarmPoolWarmedCapacity: warmed.capacity,
      WarmPoolPendingCapacity: warming.capacity,
      WarmPoolTerminatingCapacity: cooling.capacity,
      WarmPoolTotalCapacity: poolTotal,
      GroupAndWarmPoolDesiredCapacity: group.desiredCapacity + poolDesired,
      GroupAndWarmPoolTotalCapacity: total('capacity') + poolTotal,
    }),
  }
}
