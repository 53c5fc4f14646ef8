import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { Guest, GuestMetrics } from '@brume/guests'
import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { MetricDimension, MetricSample } from '../../../metrics/metric.ts'
import { measuredGroup } from '../../../services/auto-scaling/policies/warm-up.ts'
import { impairmentsOf } from '../../../services/ec2/instances/impairments.ts'
import type { InstanceRecord } from '../../../services/ec2/instances/instance.ts'
import type { TokenlessRequests } from '../../metadata-counts.ts'
import type { Minute } from '../metric-source.ts'
import { allInstances, dimension } from './dimensions.ts'
import type { Totals } from './totals.ts'
import { addVolumes, operationsOf } from './volume-metrics.ts'

export interface Reading {
  readonly instance: InstanceRecord
  /** Absent while nothing runs in it. */
  readonly guest: Guest | undefined
  /** Its requests to instance metadata without a token. */
  readonly tokenless: () => TokenlessRequests
  readonly db: ReadRecords
  readonly minute: Minute
  readonly samples: MetricSample[]
  readonly totals: Totals
}

/** Of basic monitoring, and of credits and volumes always. */
export const fiveMinutesMs = 300_000

/** Whether it is measured each minute. */
export function isDetailed({ monitoring }: InstanceRecord): boolean {
  return monitoring === 'enabled' || monitoring === 'disabling'
}

/** What packets carry at most through an Internet gateway: they are not counted here, but told from the bytes. */
const packetBytes = 1500

/** Measures one instance from one start on. */
export class InstanceMeter {
  readonly launchTime: number
  readonly #dimensions: readonly MetricDimension[]
  readonly #isNitro: boolean
  /** Since five minutes last were over, of an instance that is read each minute. */
  #creditsUsed = 0
  #bytesRead = 0
  #bytesWritten = 0

  constructor({ id, launchTime, instanceType }: InstanceRecord) {
    this.launchTime = launchTime
    this.#dimensions = dimension('InstanceId', id)
    this.#isNitro = findInstanceType(instanceType)?.Hypervisor === 'nitro'
  }

  read(reading: Reading): void {
    const { instance, guest, minute } = reading
    this.#addChecks(reading)
    const detailed = isDetailed(instance)
    const isFifth = minute.untilMs % fiveMinutesMs === 0
    if (!guest || (!detailed && !isFifth)) return
    const used = guest.metrics()
    this.#creditsUsed += used.cpuCredits?.used ?? 0
    this.#bytesRead += used.diskReadBytes
    this.#bytesWritten += used.diskWriteBytes
    const at = detailed ? minute.fromMs : minute.untilMs - fiveMinutesMs
    this.#addUsage(reading, at, used, detailed)
    if (!isFifth) return
    const since = minute.untilMs - fiveMinutesMs
    if (used.cpuCredits) this.#addCredits(reading, since, used.cpuCredits)
    const { db, samples } = reading
    addVolumes({ db, samples, instance }, since, this.#bytesRead, this.#bytesWritten)
    this.#bytesRead = 0
    this.#bytesWritten = 0
  }

  /** Every minute, whatever the monitoring. */
  #addChecks({ db, instance, minute, samples }: Reading): void {
    const at = minute.fromMs
    const since = impairmentsOf(db, instance)
    const ofInstance = since.instance === undefined ? 0 : 1
    const ofSystem = since.system === undefined ? 0 : 1
    this.#add(samples, 'StatusCheckFailed', at, Math.max(ofInstance, ofSystem), 'Count')
    this.#add(samples, 'StatusCheckFailed_Instance', at, ofInstance, 'Count')
    this.#add(samples, 'StatusCheckFailed_System', at, ofSystem, 'Count')
    if (this.#isNitro) this.#add(samples, 'StatusCheckFailed_AttachedEBS', at, 0, 'Count')
  }

  #addUsage(reading: Reading, at: number, used: GuestMetrics, detailed: boolean): void {
    const { instance, db, samples, totals, minute } = reading
    const group = measuredGroup(db, instance.id, minute.fromMs)
    const together = [
      ...(group === undefined ? [] : [dimension('AutoScalingGroupName', group)]),
      ...(detailed
        ? [
            dimension('ImageId', instance.imageId),
            dimension('InstanceType', instance.instanceType),
            allInstances,
          ]
        : []),
    ]
    const add = (name: string, value: number, unit: StandardUnit): void => {
      this.#add(samples, name, at, value, unit)
      for (const dimensions of together) totals.add(dimensions, name, value, unit)
    }
    add('CPUUtilization', used.cpuPercent, 'Percent')
    add('NetworkIn', used.networkInBytes, 'Bytes')
    add('NetworkOut', used.networkOutBytes, 'Bytes')
    add('NetworkPacketsIn', Math.ceil(used.networkInBytes / packetBytes), 'Count')
    add('NetworkPacketsOut', Math.ceil(used.networkOutBytes / packetBytes), 'Count')
    const { answered, rejected } = reading.tokenless()
    add('MetadataNoToken', answered, 'Count')
    add('MetadataNoTokenRejected', rejected, 'Count')
    const { diskReadBytes: read, diskWriteBytes: written } = used
    // Only what is no EBS volume is a disk of the instance; EBS is told by the instances of Nitro alone.
    const kind = instance.rootDeviceType === 'instance-store' ? 'Disk' : 'EBS'
    if (kind === 'EBS' && !this.#isNitro) return
    add(`${kind}ReadBytes`, read, 'Bytes')
    add(`${kind}WriteBytes`, written, 'Bytes')
    add(`${kind}ReadOps`, operationsOf(read), 'Count')
    add(`${kind}WriteOps`, operationsOf(written), 'Count')
  }

  #addCredits(
    { samples }: Reading,
    at: number,
    credits: NonNullable<GuestMetrics['cpuCredits']>,
  ): void {
    this.#add(samples, 'CPUCreditUsage', at, this.#creditsUsed, 'Count')
    this.#add(samples, 'CPUCreditBalance', at, credits.balance, 'Count')
    this.#add(samples, 'CPUSurplusCreditBalance', at, credits.surplus, 'Count')
    this.#add(samples, 'CPUSurplusCreditsCharged', at, 0, 'Count')
    this.#creditsUsed = 0
  }

  #add(
    samples: MetricSample[],
    metricName: string,
    at: number,
    value: number,
    unit: StandardUnit,
  ): void {
    samples.push({
      namespace: 'AWS/EC2',
      metricName,
      dimensions: this.#dimensions,
      at,
      unit,
      sum: value,
      count: 1,
      minimum: value,
      maximum: value,
    })
  }
}
