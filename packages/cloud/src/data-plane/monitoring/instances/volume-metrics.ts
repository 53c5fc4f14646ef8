import type { StandardUnit } from '@aws-sdk/client-cloudwatch'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { MetricSample } from '../../../metrics/metric.ts'
import type { InstanceRecord } from '../../../services/ec2/instances/instance.ts'
import { volumes, type VolumeRecord } from '../../../services/ec2/volumes/volume.ts'
import { dimension } from './dimensions.ts'

/** Operations are not counted here, but told from the bytes: EBS counts up to 16 KiB of an SSD volume as one. */
const operationBytes = 16 * 1024
/** What one takes. */
const operationSeconds = 0.0007
const windowSeconds = 300

export const operationsOf = (bytes: number): number => Math.ceil(bytes / operationBytes)

/**
 * `AWS/EBS` of an instance's volumes for five minutes. A guest counts the bytes of all its disks together: they are told of the
 * root volume, the others rest.
 * https://docs.aws.amazon.com/ebs/latest/userguide/using_cloudwatch_ebs.html
 */
export function addVolumes(
  to: {
    readonly db: ReadRecords
    readonly samples: MetricSample[]
    readonly instance: InstanceRecord
  },
  at: number,
  bytesRead: number,
  bytesWritten: number,
): void {
  const { id, rootDeviceName } = to.instance
  for (const volume of to.db.by(volumes, 'instance', id)) {
    const attachment = volume.attachments.find(({ instanceId }) => instanceId === id)
    const isRoot = attachment?.device === rootDeviceName
    addVolume(to.samples, volume, at, isRoot ? bytesRead : 0, isRoot ? bytesWritten : 0)
  }
}

function addVolume(
  samples: MetricSample[],
  { id, volumeType }: VolumeRecord,
  at: number,
  read: number,
  written: number,
): void {
  const dimensions = dimension('VolumeId', id)
  const add = (metricName: string, value: number, unit: StandardUnit): void => {
    const set = { sum: value, count: 1, minimum: value, maximum: value }
    samples.push({ namespace: 'AWS/EBS', metricName, dimensions, at, unit, ...set })
  }
  const [reads, writes] = [operationsOf(read), operationsOf(written)]
  const busySeconds = Math.min(windowSeconds, (reads + writes) * operationSeconds)
  add('VolumeReadBytes', read, 'Bytes')
  add('VolumeWriteBytes', written, 'Bytes')
  add('VolumeReadOps', reads, 'Count')
  add('VolumeWriteOps', writes, 'Count')
  add('VolumeTotalReadTime', Math.min(windowSeconds, reads * operationSeconds), 'Seconds')
  add('VolumeTotalWriteTime', Math.min(windowSeconds, writes * operationSeconds), 'Seconds')
  add('VolumeIdleTime', windowSeconds - busySeconds, 'Seconds')
  add('VolumeQueueLength', busySeconds / windowSeconds, 'Count')
  // Nothing here uses so much that the credits that a volume begins with went down for longer than a moment.
  if (['gp2', 'st1', 'sc1'].includes(volumeType)) add('BurstBalance', 100, 'Percent')
}
