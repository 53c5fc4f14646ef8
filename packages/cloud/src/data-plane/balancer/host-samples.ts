import type { MetricDimension } from '../../metrics/metric.ts'
import type { ReadRecords } from '../../engine/collection.ts'
import { instances } from '../../services/ec2/instances/instance.ts'
import { pathOf } from '../../services/elastic-load-balancing-v2/arns.ts'
import { listeners } from '../../services/elastic-load-balancing-v2/listeners/listener.ts'
import type { LoadBalancerRecord } from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import { targetGroupsOf } from '../../services/elastic-load-balancing-v2/rules/rule-action.ts'
import { listenerRules } from '../../services/elastic-load-balancing-v2/rules/rule.ts'
import { targets } from '../../services/elastic-load-balancing-v2/targets/target.ts'
import { dimension, type Samples } from './samples.ts'
import type { ZoneCounts } from './zone-counts.ts'

/** `targetgroup/web/73e2d6bc24d8a067` */
export function groupDimension(id: string): MetricDimension {
  return dimension('TargetGroup', `targetgroup/${pathOf(id)}`)
}

interface Hosts {
  healthy: number
  unhealthy: number
}

/** How many targets are well, each minute, of each group with any and of each of its zones. */
export function hostSamples(
  samples: Samples,
  db: ReadRecords,
  { id, nodes }: LoadBalancerRecord,
): void {
  const own = dimension('LoadBalancer', pathOf(id))
  for (const groupId of groupsBehind(db, id)) {
    const zones = new Map<string, Hosts>(
      nodes.map(({ availabilityZone }) => [availabilityZone, { healthy: 0, unhealthy: 0 }]),
    )
    const all: Hosts = { healthy: 0, unhealthy: 0 }
    let isThere = false
    for (const { availabilityZone, targetId, health } of db.by(targets, 'group', groupId)) {
      if (health.state === 'unused' || health.state === 'draining') continue
      isThere = true
      const zone = availabilityZone ?? db.get(instances, targetId)?.availabilityZone ?? ''
      const kind = health.state === 'healthy' ? 'healthy' : 'unhealthy'
      const here = zones.get(zone)
      if (here) here[kind] += 1
      all[kind] += 1
    }
    if (!isThere) continue
    const name = groupDimension(groupId)
    samples.value('HealthyHostCount', [[name, own]], all.healthy)
    samples.value('UnHealthyHostCount', [[name, own]], all.unhealthy)
    for (const [zone, { healthy, unhealthy }] of zones) {
      const of = [[name, dimension('AvailabilityZone', zone), own]]
      samples.value('HealthyHostCount', of, healthy)
      samples.value('UnHealthyHostCount', of, unhealthy)
    }
  }
}

/** An average, though its only statistic is the sum. */
export function requestsPerTarget(
  samples: Samples,
  db: ReadRecords,
  { id }: LoadBalancerRecord,
  counts: ZoneCounts,
): void {
  const own = dimension('LoadBalancer', pathOf(id))
  for (const [groupId, { requests }] of counts.groups) {
    const asked = db
      .by(targets, 'group', groupId)
      .filter(({ health }) => health.state === 'healthy').length
    const name = groupDimension(groupId)
    samples.count('RequestCountPerTarget', [[name], [name, own]], requests / Math.max(1, asked))
  }
}

function groupsBehind(db: ReadRecords, balancerId: string): ReadonlySet<string> {
  const found = new Set<string>()
  for (const { id, defaultActions } of db.by(listeners, 'balancer', balancerId)) {
    for (const groupId of targetGroupsOf(defaultActions)) found.add(groupId)
    for (const { actions } of db.by(listenerRules, 'listener', id)) {
      for (const groupId of targetGroupsOf(actions)) found.add(groupId)
    }
  }
  return found
}
