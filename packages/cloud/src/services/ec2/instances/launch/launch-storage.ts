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
import { chooseEncryption, type Encryption } from '../../ebs-encryption/choose-encryption.ts'
import { lookUpImageSnapshot } from '../../images/image-snapshots.ts'
import { checkSnapshot, findRestorable } from '../../snapshots/find-snapshot.ts'
import type { SnapshotRecord } from '../../snapshots/snapshot.ts'
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
  const snapshot = findDeviceSnapshot(ctx, image, snapshotId, given)
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
    source: sourceOf(ctx, image, root, snapshot?.record),
  }
}

interface DeviceSnapshot extends Encryption {
  readonly sizeGiB: number
  readonly ownerId?: string
  /** Absent for what the catalogue's images name: those are nobody's records. */
  readonly record?: SnapshotRecord
}

function findDeviceSnapshot(
  ctx: Context,
  image: ImageRecord,
  id: string | undefined,
  given: ImageBlockDevice['ebs'],
): DeviceSnapshot | undefined {
  if (id === undefined) return undefined
  if (given?.snapshotId !== id) {
    const record = findRestorable(ctx, id)
    return { ...record, record }
  }
  const record = lookUpImageSnapshot(ctx, image, id)
  if (!record) return given
  checkSnapshot('createVolume', record, ctx.now)
  return { ...record, record }
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
  const limits = volumeTypes[volumeType]
  // What the image says of speed holds only for its own type, and where speed can be asked for.
  const inherited = volumeType === given?.volumeType && limits.iops ? given : undefined
  const iops = asked.Iops ?? inherited?.iops
  const throughput = asked.Throughput ?? inherited?.throughput
  const problem = findVolumeProblem({
    type: volumeType,
    sizeGiB,
    iops: asked.Iops ?? (volumeType === 'gp3' ? undefined : iops),
    throughputMiBps: asked.Throughput,
  })
  if (problem) throw new AwsError(problem.code, problem.message)
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
  snapshot: DeviceSnapshot | undefined,
): Encryption {
  const already = snapshot?.encrypted || given?.encrypted
  if (already && asked.Encrypted === false) {
    throw new AwsError(
      'InvalidBlockDeviceMapping',
      'the encrypted flag cannot be set to false for a device whose snapshot is encrypted',
    )
  }
  const { ownerId = ctx.account } = snapshot ?? {}
  const kmsKeyId = given?.kmsKeyId ?? snapshot?.kmsKeyId
  return chooseEncryption(ctx, asked, {
    encrypted: already ?? false,
    ownerId,
    ...(kmsKeyId ? { kmsKeyId } : {}),
  })
}

function sourceOf(
  ctx: Context,
  image: ImageRecord,
  root: boolean,
  snapshot: SnapshotRecord | undefined,
): DiskSource {
  if (snapshot) {
    const owner = { account: snapshot.ownerId, region: ctx.region }
    return { kind: 'snapshot', snapshotId: diskKey(owner, snapshot.id) }
  }
  if (!root) return { kind: 'blank' }
  return {
    kind: 'distribution',
    distribution: image.distribution,
    architecture: image.architecture === 'arm64' ? 'arm64' : 'x86_64',
  }
}
