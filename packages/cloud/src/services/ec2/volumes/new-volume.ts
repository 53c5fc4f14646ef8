import {
  findVolumeProblem,
  gp2Iops,
  isVolumeType,
  volumeTypes,
  type VolumeType,
} from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'

/** What a caller asks of a volume. */
export interface VolumeRequest {
  readonly type?: string
  readonly sizeGiB?: number
  readonly iops?: number
  readonly throughput?: number
}

export interface VolumeShape {
  readonly volumeType: VolumeType
  readonly sizeGiB: number
  readonly iops?: number
  readonly throughput?: number
}

/** The shape that AWS would give a volume: defaults filled in, limits checked. `snapshotGiB`: size of its snapshot. */
export function shapeVolume(
  request: VolumeRequest,
  snapshotGiB: number | undefined,
  defaultType: VolumeType,
): VolumeShape {
  const type = request.type ?? defaultType
  if (!isVolumeType(type)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${type}' for VolumeType.`)
  }
  const sizeGiB = request.sizeGiB ?? snapshotGiB
  if (sizeGiB === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter size or snapshotId',
    )
  }
  if (snapshotGiB !== undefined && sizeGiB < snapshotGiB) {
    throw new AwsError(
      'InvalidParameterValue',
      `Volume of size ${sizeGiB}GB is smaller than snapshot, expect size >= ${snapshotGiB}GB`,
    )
  }
  const problem = findVolumeProblem({
    type,
    sizeGiB,
    ...(request.iops === undefined ? {} : { iops: request.iops }),
    ...(request.throughput === undefined ? {} : { throughputMiBps: request.throughput }),
  })
  if (problem) throw new AwsError(problem.code, problem.message)
  const limits = volumeTypes[type]
  return {
    volumeType: type,
    sizeGiB,
    iops: type === 'gp2' ? gp2Iops(sizeGiB) : (request.iops ?? limits.iops?.default),
    throughput: request.throughput ?? limits.throughput?.default,
  }
}

/** ARN under which every account finds its default key for EBS. */
export function defaultKmsKey(scope: { account: string; region: string }): string {
  const hex = [...`${scope.account}${scope.region}`].reduce(
    (sum, character) => (Math.imul(sum, 31) + character.charCodeAt(0)) >>> 0,
    7,
  )
  const tail = hex.toString(16).padStart(12, '0')
  return `arn:aws:kms:${scope.region}:${scope.account}:key/eb500000-0000-4000-8000-${tail}`
}
