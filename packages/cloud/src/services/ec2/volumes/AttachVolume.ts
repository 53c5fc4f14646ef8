import type { AttachVolumeCommandInput, AttachVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { decideVolume, delays, deviceSlot, isDeviceName } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findInstance } from '../instances/find-instances.ts'
import { checkAttachable } from './attachment-limits.ts'
import { attachedVolumes } from './attached-volumes.ts'
import { toAttachment } from './describe-volume.ts'
import { findVolume } from './find-volume.ts'
import { volumes, type VolumeAttachment } from './volume.ts'

/**
 * Attaches a volume to an instance of its zone; the guest sees the device.
 * @limits As many as the type allows; 16 instances a Multi-Attach volume.
 */
export const AttachVolume = operation<
  AttachVolumeCommandInput,
  Omit<AttachVolumeCommandOutput, '$metadata'>
>('AttachVolume', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const instance = findInstance(ctx.db, input.InstanceId)
  const device = input.Device ?? ''
  if (!isDeviceName(device, instance.platform === 'windows' ? 'windows' : 'linux')) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${device}) for parameter device is invalid. ${device} is not a valid EBS device name.`,
    )
  }
  if (
    instance.state !== 'running' &&
    instance.state !== 'stopped' &&
    instance.state !== 'stopping'
  ) {
    throw new AwsError('IncorrectState', `Instance '${instance.id}' is not 'running'.`)
  }
  const sharing = volume.multiAttachEnabled && volume.state === 'in-use'
  const there = volume.attachments.some(({ instanceId }) => instanceId === instance.id)
  const verdict = decideVolume('attach', {
    id: volume.id,
    state: sharing && !there ? 'available' : volume.state,
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  if (volume.availabilityZone !== instance.availabilityZone) {
    throw new AwsError(
      'InvalidVolume.ZoneMismatch',
      `The volume '${volume.id}' is not in the same availability zone as instance '${instance.id}'`,
    )
  }
  const taken = [...attachedVolumes(ctx.db, instance.id), ...(instance.ephemeralDevices ?? [])]
  if (taken.some(({ deviceName }) => deviceSlot(deviceName) === deviceSlot(device))) {
    throw new AwsError(
      'InvalidParameterValue',
      `Invalid value '${device}' for unixDevice. Attachment point ${device} is already in use`,
    )
  }
  checkAttachable(ctx, volume, instance)
  const attachment: VolumeAttachment = {
    instanceId: instance.id,
    device,
    state: 'attaching',
    attachTime: ctx.now,
    deleteOnTermination: false,
  }
  ctx.db.put(volumes, {
    ...volume,
    state: 'in-use',
    attachments: [...volume.attachments, attachment],
  })
  ctx.timers.set({
    kind: 'ec2/volume-settled',
    id: volume.id,
    at: ctx.now + delays.volumeAttachingMs,
    transition: true,
  })
  return toAttachment(volume.id, attachment)
})
