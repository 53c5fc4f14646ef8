import type { Engine } from '../../../engine/engine.ts'
import type { CloudHost } from '../../../host.ts'
import type { MetricPlace, MetricSample } from '../../../metrics/metric.ts'
import { instances } from '../../../services/ec2/instances/instance.ts'
import type { MetadataCounts, TokenlessRequests } from '../../metadata-counts.ts'
import type { Measured, Minute } from '../metric-source.ts'
import { fiveMinutesMs, InstanceMeter, isDetailed } from './instance-meter.ts'
import { Totals } from './totals.ts'

/**
 * What running instances and their volumes tell: `AWS/EC2` and `AWS/EBS`. Nobody else reads what guests used, for it counts from
 * one reading to the next.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/viewing_metrics_with_cloudwatch.html
 */
export function measuredInstances({
  engine,
  findGuest,
  metadataCounts,
}: {
  readonly engine: Engine
  readonly findGuest: CloudHost['findGuest']
  readonly metadataCounts: Pick<MetadataCounts, 'take'>
}): Measured {
  const places = new Map<string, Map<string, InstanceMeter>>()
  engine.onReset((account) => {
    for (const key of places.keys()) if (key.startsWith(`${account}/`)) places.delete(key)
  })

  function metersOf({ account, region }: MetricPlace): Map<string, InstanceMeter> {
    const key = `${account}/${region}`
    let meters = places.get(key)
    if (!meters) places.set(key, (meters = new Map()))
    return meters
  }

  function metricsOf(place: MetricPlace, minute: Minute): Iterable<MetricSample> {
    const db = engine.read(place)
    const meters = metersOf(place)
    const samples: MetricSample[] = []
    const ofMinute = new Totals(minute.fromMs)
    const ofFive = new Totals(minute.untilMs - fiveMinutesMs)
    const running = db.by(instances, 'state', 'running')
    for (const instance of running) {
      let meter = meters.get(instance.id)
      if (meter?.launchTime !== instance.launchTime) {
        meters.set(instance.id, (meter = new InstanceMeter(instance)))
      }
      const guest = findGuest({ ...place, instanceId: instance.id })
      const totals = isDetailed(instance) ? ofMinute : ofFive
      const tokenless = (): TokenlessRequests =>
        metadataCounts.take(`${place.account}/${place.region}/${instance.id}`)
      meter.read({ instance, guest, tokenless, db, minute, samples, totals })
    }
    // Those of instances that no longer run are dropped.
    if (meters.size > running.length) {
      const ids = new Set(running.map(({ id }) => id))
      for (const id of meters.keys()) if (!ids.has(id)) meters.delete(id)
    }
    ofMinute.addTo(samples)
    ofFive.addTo(samples)
    return samples
  }

  return {
    collections: [instances.name],
    isThere: (db) => db.countBy(instances, 'state', 'running') > 0,
    metricsOf,
  }
}
