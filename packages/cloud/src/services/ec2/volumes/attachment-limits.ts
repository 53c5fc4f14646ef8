import { findInstanceType } from '../../../catalogue/instance-types.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import { networkInterfaces } from '../network-interfaces/network-interface.ts'
import { attachedVolumes } from './attached-volumes.ts'
import type { VolumeRecord } from './volume.ts'

const maxSharers = 16

/** Throws where the instance's type has no room for a volume more, or does not take this one. */
export function checkAttachable(
  ctx: Context,
  volume: VolumeRecord,
  instance: InstanceRecord,
): void {
  const info = findInstanceType(instance.instanceType)
  if (volume.encrypted && info?.EbsInfo?.EncryptionSupport === 'unsupported') {
    throw new AwsError(
      'InvalidParameterCombination',
      `The instance type '${instance.instanceType}' does not support encrypted volumes.`,
    )
  }
  if (volume.multiAttachEnabled && info?.Hypervisor !== 'nitro' && !info?.BareMetal) {
    throw new AwsError(
      'UnsupportedOperation',
      `Multi-Attach is not supported for the instance type ${instance.instanceType}: it needs the Nitro System.`,
    )
  }
  if (volume.attachments.length >= maxSharers) {
    throw new AwsError(
      'AttachmentLimitExceeded',
      `Volume ${volume.id} is attached to ${maxSharers} instances already.`,
    )
  }
  checkRoom(ctx, instance)
}

function checkRoom(ctx: Context, instance: InstanceRecord): void {
  const interfaces = ctx.db.by(networkInterfaces, 'instance', instance.id).length
  const present = attachedVolumes(ctx.db, instance.id).length
  checkVolumeCount(instance.instanceType, present + 1, interfaces)
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/volume_limits.html: where the limit is shared, further interfaces count too. */
export function checkVolumeCount(instanceType: string, volumes: number, interfaces: number): void {
  const { MaximumEbsAttachments: most, AttachmentLimitType: kind } =
    findInstanceType(instanceType)?.EbsInfo ?? {}
  const shared = kind === 'shared' ? Math.max(0, interfaces - 1) : 0
  if (most === undefined || volumes + shared <= most) return
  throw new AwsError(
    'AttachmentLimitExceeded',
    `Volume attachment limit exceeded for the instance type '${instanceType}': at most ${most} EBS volumes can be attached.`,
  )
}
