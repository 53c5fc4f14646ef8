import type { DetachVolumeCommandInput, DetachVolumeCommandOutput } from '@aws-sdk/client-ec2'
import { decideVolume, delays } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import { toAttachment } from './describe-volume.ts'
import { findVolume } from './find-volume.ts'
import { volumes } from './volume.ts'

/**
 * Detaches a volume, from a running guest too, also by force.
 * @limits Not the root of an instance that is not stopped.
 */
export const DetachVolume = operation<
  DetachVolumeCommandInput,
  Omit<DetachVolumeCommandOutput, '$metadata'>
>('DetachVolume', (ctx, input) => {
  const volume = findVolume(ctx.db, input.VolumeId)
  const verdict = decideVolume('detach', { id: volume.id, state: volume.state })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  if (volume.attachments.length > 1 && input.InstanceId === undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `Volume ${volume.id} is attached to several instances: name one.`,
    )
  }
  const attachment = volume.attachments.find(
    ({ instanceId }) => input.InstanceId === undefined || instanceId === input.InstanceId,
  )
  if (!attachment || (input.Device !== undefined && attachment.device !== input.Device)) {
    throw new AwsError(
      'InvalidAttachment.NotFound',
      `The volume '${volume.id}' is not attached to instance '${input.InstanceId ?? ''}' as device '${input.Device ?? ''}'.`,
    )
  }
  const instance = ctx.db.get(instances, attachment.instanceId)
  if (instance && instance.state !== 'stopped' && attachment.device === instance.rootDeviceName) {
    throw new AwsError(
      'OperationNotPermitted',
      `Unable to detach root volume '${attachment.device}' from instance '${instance.id}'`,
    )
  }
  const detaching = {
    ...attachment,
    state: 'detaching' as const,
    ...(input.Force === true ? { forced: true } : {}),
  }
  ctx.db.put(volumes, {
    ...volume,
    attachments: volume.attachments.map((each) => (each === attachment ? detaching : each)),
  })
  ctx.timers.set({
    kind: 'ec2/volume-settled',
    id: volume.id,
    at: ctx.now + delays.volumeDetachingMs,
    transition: true,
  })
  return toAttachment(volume.id, detaching)
})
