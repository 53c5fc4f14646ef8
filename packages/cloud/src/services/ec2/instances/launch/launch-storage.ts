import type { BlockDeviceMapping, EbsBlockDevice } from '@aws-sdk/client-ec2'
import {
  deviceSlot,
  findVolumeProblem,
  gp2Iops,
  isDeviceName,
  isVolumeType,
  volumeTypes,
  type VolumeType,
} from '@brume/ec2-model'
import type { DiskSource } from '@brume/guests'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import type { ImageBlockDevice, ImageRecord } from '../../images/image.ts'
import { snapshots } from '../../snapshots/snapshot.ts'
import { ebsKmsKey, encryptsByDefault, toKeyArn } from '../../ebs-encryption/settings.ts'
import { diskKey } from '../../disk-keys.ts'

/** A volume that each instance of a launch gets. */
export interface VolumePlan {
  readonly deviceName: string
  readonly root: boolean
  readonly sizeGiB: number
  readonly volumeType: VolumeType
  readonly iops?: number
  readonly throughput?: number
  readonly encrypted: boolean
  readonly kmsKeyId?: string
  readonly snapshotId?: string
  readonly deleteOnTermination: boolean
  readonly source: DiskSource
}

/** The image's devices, changed and added to by the launch's mappings. */
export function planStorage(
  ctx: Context,
  image: ImageRecord,
  mappings: readonly BlockDeviceMapping[] | undefined,
): readonly VolumePlan[] {
  const wished = new Map<string, BlockDeviceMapping>()
  for (const mapping of mappings ?? []) {
    const name = mapping.DeviceName
    if (!name || !isDeviceName(name, image.platform === 'windows' ? 'windows' : 'linux')) {
      throw new AwsError('InvalidBlockDeviceMapping', `Invalid device name ${name ?? ''}`.trim())
    }
    if (wished.has(deviceSlot(name))) {
      throw new AwsError(
        'InvalidBlockDeviceMapping',
        `The device '${name}' is used in more than one block-device mapping`,
      )
    }
    wished.set(deviceSlot(name), mapping)
  }
  const plans: VolumePlan[] = []
  for (const device of image.blockDevices) {
    const slot = deviceSlot(device.deviceName)
    const mapping = wished.get(slot)
    wished.delete(slot)
    const plan = planDevice(ctx, image, device, mapping)
    if (plan) plans.push(plan)
  }
  for (const mapping of wished.values()) {
    const plan = planDevice(ctx, image, undefined, mapping)
    if (plan) plans.push(plan)
  }
  return plans
}

function planDevice(
  ctx: Context,
  image: ImageRecord,
  device: ImageBlockDevice | undefined,
  mapping: BlockDeviceMapping | undefined,
): VolumePlan | undefined {
  const deviceName = device?.deviceName ?? mapping?.DeviceName ?? ''
  const root = deviceName === image.rootDeviceName
  if (mapping?.NoDevice !== undefined) {
    if (!root) return undefined
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      `The root device '${deviceName}' cannot be suppressed.`,
    )
  }
  // Disks of the host: the guest sees them only where the type has them; they have no volume.
  if (mapping?.VirtualName || (device?.virtualName && !mapping?.Ebs)) return undefined
  const given = device?.ebs
  const asked = mapping?.Ebs ?? {}
  const snapshotId = asked.SnapshotId ?? given?.snapshotId
  if (root && asked.SnapshotId && asked.SnapshotId !== given?.snapshotId) {
    throw new AwsError('InvalidBlockDeviceMapping', 'snapshotId cannot be modified on root device')
  }
  const snapshot = snapshotSize(ctx, snapshotId, given)
  const sizeGiB = asked.VolumeSize ?? given?.sizeGiB ?? snapshot?.sizeGiB
  if (sizeGiB === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter size or snapshotId',
    )
  }
  if (snapshot && sizeGiB < snapshot.sizeGiB) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      `Volume of size ${sizeGiB}GB is smaller than snapshot '${snapshotId}', expect size >= ${snapshot.sizeGiB}GB`,
    )
  }
  const encryption = readEncryption(ctx, asked, given, snapshot)
  return {
    deviceName,
    root,
    sizeGiB,
    ...readPerformance(asked, given, sizeGiB, root),
    ...encryption,
    snapshotId,
    deleteOnTermination: asked.DeleteOnTermination ?? given?.deleteOnTermination ?? root,
    source: sourceOf(ctx, image, root, snapshotId),
  }
}

function snapshotSize(
  ctx: Context,
  id: string | undefined,
  given: ImageBlockDevice['ebs'],
): { sizeGiB: number; encrypted: boolean; kmsKeyId?: string } | undefined {
  if (id === undefined) return undefined
  const record = ctx.db.get(snapshots, id)
  if (record) return record
  // Snapshots of public images are nobody's records.
  if (given?.snapshotId === id) return given
  throw new AwsError('InvalidSnapshot.NotFound', `The snapshot '${id}' does not exist.`)
}

function readPerformance(
  asked: EbsBlockDevice,
  given: ImageBlockDevice['ebs'],
  sizeGiB: number,
  root: boolean,
): Pick<VolumePlan, 'volumeType' | 'iops' | 'throughput'> {
  const volumeType = asked.VolumeType ?? given?.volumeType ?? 'gp2'
  if (!isVolumeType(volumeType)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${String(volumeType)}) for parameter volumeType is invalid.`,
    )
  }
  // What the image says of speed holds only for its own type.
  const inherited = volumeType === given?.volumeType ? given : undefined
  const iops = asked.Iops ?? inherited?.iops
  const throughput = asked.Throughput ?? inherited?.throughput
  const problem = findVolumeProblem({
    type: volumeType,
    sizeGiB,
    iops: asked.Iops ?? (volumeType === 'gp3' ? undefined : iops),
    throughputMiBps: asked.Throughput,
  })
  if (problem) throw new AwsError(problem.code, problem.message)
  const limits = volumeTypes[volumeType]
  if (root && !limits.bootable) {
    throw new AwsError(
      'InvalidParameterValue',
      `Volumes of type '${volumeType}' cannot be used as root device.`,
    )
  }
  if (volumeType === 'gp2') return { volumeType, iops: gp2Iops(sizeGiB) }
  return {
    volumeType,
    iops: iops ?? limits.iops?.default,
    throughput: throughput ?? limits.throughput?.default,
  }
}

function readEncryption(
  ctx: Context,
  asked: EbsBlockDevice,
  given: ImageBlockDevice['ebs'],
  snapshot: { readonly encrypted: boolean; readonly kmsKeyId?: string } | undefined,
): Pick<VolumePlan, 'encrypted' | 'kmsKeyId'> {
  const byDefault = encryptsByDefault(ctx)
  if (asked.KmsKeyId !== undefined && !asked.Encrypted && !byDefault) {
    throw new AwsError(
      'InvalidParameterDependency',
      'The parameter KmsKeyId requires the parameter Encrypted to be set.',
    )
  }
  const already = snapshot?.encrypted || given?.encrypted
  if (already && asked.Encrypted === false) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      'the encrypted flag cannot be set to false for a device whose snapshot is encrypted',
    )
  }
  if (!asked.Encrypted && !already && !byDefault) return { encrypted: false }
  const key = asked.KmsKeyId ?? given?.kmsKeyId ?? snapshot?.kmsKeyId
  return { encrypted: true, kmsKeyId: key ? toKeyArn(ctx, key) : ebsKmsKey(ctx) }
}

function sourceOf(
  ctx: Context,
  image: ImageRecord,
  root: boolean,
  snapshotId: string | undefined,
): DiskSource {
  if (snapshotId && ctx.db.get(snapshots, snapshotId)) {
    return { kind: 'snapshot', snapshotId: diskKey(ctx, snapshotId) }
  }
  if (!root) return { kind: 'blank' }
  return {
    kind: 'distribution',
    distribution: image.distribution,
    architecture: image.architecture === 'arm64' ? 'arm64' : 'x86_64',
  }
}
