import type { Engine } from '../../engine/engine.ts'
import type { MetricPlace, MetricSample, StatisticSet } from '../../metrics/metric.ts'
import { pathOf } from '../../services/elastic-load-balancing-v2/arns.ts'
import {
  loadBalancers,
  type LoadBalancerRecord,
} from '../../services/elastic-load-balancing-v2/load-balancers/load-balancer.ts'
import type { Measured, Minute } from '../monitoring/metric-source.ts'
import { groupDimension, hostSamples, requestsPerTarget } from './host-samples.ts'
import { dimension, Samples, type Dimensions } from './samples.ts'
import type { Tally } from './tally.ts'
import { GroupCounts, ZoneCounts, type Spread } from './zone-counts.ts'

/**
 * What balancers tell CloudWatch: of requests and connections only while there are any, as AWS does, of targets' health each minute.
 * ConsumedLCUs is not told: its price has four dimensions that are not measured here.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-cloudwatch-metrics.html
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-cloudwatch-metrics.html
 */
export function measuredBalancers({
  engine,
  tally,
}: {
  readonly engine: Engine
  readonly tally: Tally
}): Measured {
  function metricsOf(place: MetricPlace, minute: Minute): Iterable<MetricSample> {
    const db = engine.read(place)
    const samples: MetricSample[] = []
    for (const balancer of db.all(loadBalancers)) {
      const isApplication = balancer.type === 'application'
      const namespace = isApplication ? 'AWS/ApplicationELB' : 'AWS/NetworkELB'
      const gathered = new Samples(namespace, minute.fromMs)
      const zones = tally.of(place, balancer.id)
      const whole = zones && traffic(gathered, balancer, zones)
      if (whole && isApplication) requestsPerTarget(gathered, db, balancer, whole)
      hostSamples(gathered, db, balancer)
      samples.push(...gathered.all)
    }
    return samples
  }
  return {
    collections: [loadBalancers.name],
    isThere: (db) => db.count(loadBalancers) > 0,
    metricsOf,
  }
}

/** Of all zones together; undefined where nothing happened. */
function traffic(
  samples: Samples,
  { id, type }: LoadBalancerRecord,
  zones: ReadonlyMap<string, ZoneCounts>,
): ZoneCounts | undefined {
  const own = dimension('LoadBalancer', pathOf(id))
  const whole = new ZoneCounts()
  let isQuiet = true
  for (const [zone, counts] of zones) {
    if (counts.isQuiet) continue
    isQuiet = false
    const at = dimension('AvailabilityZone', zone)
    if (type === 'application') ofZone(samples, counts, [at, own])
    else flowsOf(samples, counts, [at, own])
    add(whole, counts)
    counts.clear()
  }
  if (isQuiet) return undefined
  if (type === 'network') {
    flowsOf(samples, whole, [own])
    return whole
  }
  ofZone(samples, whole, [own])
  const alone = [[own]]
  samples.count('ActiveConnectionCount', alone, whole.active)
  samples.count('NewConnectionCount', alone, whole.newConnections)
  samples.count('ProcessedBytes', alone, whole.processedBytes, 'Bytes')
  samples.count('RuleEvaluations', alone, whole.ruleEvaluations)
  samples.count('ClientTLSNegotiationErrorCount', alone, whole.tlsErrors)
  return whole
}

/** What is told of each zone and of all together. */
function ofZone(samples: Samples, counts: ZoneCounts, of: Dimensions): void {
  const here = [of]
  const all = new GroupCounts()
  for (const [id, group] of counts.groups) {
    const name = groupDimension(id)
    ofTargets(samples, group, [[name, ...of]])
    samples.count('RequestCount', [[name, ...of]], group.requests)
    all.add(group)
  }
  ofTargets(samples, all, here)
  samples.count('RequestCount', here, all.requests)
  for (const [status, count] of counts.own) {
    if ([500, 502, 503, 504].includes(status)) {
      samples.count(`HTTPCode_ELB_${status}_Count`, here, count)
    }
  }
  for (const digit of [3, 4, 5]) {
    let count = 0
    for (const [status, each] of counts.own) if (Math.floor(status / 100) === digit) count += each
    samples.count(`HTTPCode_ELB_${digit}XX_Count`, here, count)
  }
  samples.count('HTTP_Fixed_Response_Count', here, counts.fixedResponses)
  samples.count('HTTP_Redirect_Count', here, counts.redirects)
  samples.count('HTTP_Redirect_Url_Limit_Exceeded_Count', here, counts.redirectsTooLong)
}

function ofTargets(samples: Samples, counts: GroupCounts, of: readonly Dimensions[]): void {
  for (const digit of [2, 3, 4, 5]) {
    samples.count(`HTTPCode_Target_${digit}XX_Count`, of, counts.byClass[digit] ?? 0)
  }
  samples.count('TargetConnectionErrorCount', of, counts.connectionErrors)
  const times = statisticsOf(counts.responseTimes)
  if (times) samples.put('TargetResponseTime', of, times, 'Seconds')
}

function statisticsOf({ counts }: Spread): StatisticSet | undefined {
  if (counts.size === 0) return undefined
  const sorted = [...counts].sort(([one], [other]) => one - other)
  const values = sorted.map(([value]) => value)
  return {
    sum: sorted.reduce((sum, [value, count]) => sum + value * count, 0),
    count: sorted.reduce((sum, [, count]) => sum + count, 0),
    minimum: values[0] ?? 0,
    maximum: values.at(-1) ?? 0,
    distribution: { values, counts: sorted.map(([, count]) => count) },
  }
}

/** A network load balancer looks at connections alone. */
function flowsOf(samples: Samples, counts: ZoneCounts, of: Dimensions): void {
  const here = [of]
  samples.count('ActiveFlowCount', here, counts.active)
  samples.count('ActiveFlowCount_TCP', here, counts.active)
  samples.count('NewFlowCount', here, counts.newConnections)
  samples.count('NewFlowCount_TCP', here, counts.newConnections)
  samples.count('ProcessedBytes', here, counts.processedBytes, 'Bytes')
  samples.count('ProcessedBytes_TCP', here, counts.processedBytes, 'Bytes')
  samples.count('TCP_Target_Reset_Count', here, counts.resets.target)
  samples.count('TCP_ELB_Reset_Count', here, counts.resets.balancer)
  samples.count('ClientTLSNegotiationErrorCount', here, counts.tlsErrors)
}

function add(whole: ZoneCounts, counts: ZoneCounts): void {
  whole.newConnections += counts.newConnections
  whole.carried += counts.carried
  whole.processedBytes += counts.processedBytes
  whole.ruleEvaluations += counts.ruleEvaluations
  whole.fixedResponses += counts.fixedResponses
  whole.redirects += counts.redirects
  whole.redirectsTooLong += counts.redirectsTooLong
  whole.tlsErrors += counts.tlsErrors
  whole.resets.target += counts.resets.target
  whole.resets.balancer += counts.resets.balancer
  for (const [status, count] of counts.own) {
    whole.own.set(status, (whole.own.get(status) ?? 0) + count)
  }
  for (const [id, group] of counts.groups) whole.group(id).add(group)
}
