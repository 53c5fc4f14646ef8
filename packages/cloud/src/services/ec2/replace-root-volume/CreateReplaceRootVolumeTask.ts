import type {
  CreateReplaceRootVolumeTaskRequest,
  CreateReplaceRootVolumeTaskResult,
} from '@aws-sdk/client-ec2'
import { delays } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { newId } from '../ids.ts'
import { findImage } from '../images/find-image.ts'
import { decide } from '../instances/decide.ts'
import { findInstance } from '../instances/find-instances.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import { checkSnapshot, findSnapshot } from '../snapshots/find-snapshot.ts'
import { readTagSpecifications } from '../tags.ts'
import { refuseMembers } from '../unsupported.ts'
import type { VolumeRecord } from '../volumes/volume.ts'
import { toTask } from './describe-task.ts'
import { findRoot } from './replace-root.ts'
import { replaceRootTasks, replaceRootTimer, type ReplaceRootTaskRecord } from './task.ts'

/**
 * Gives a running instance a new root volume: as it was at launch, of a snapshot of its root, or of another
 * image. The guest boots anew from it.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/replace-root.html
 * @limits The image must be of the same kind.
 */
export const CreateReplaceRootVolumeTask = operation<
  CreateReplaceRootVolumeTaskRequest,
  CreateReplaceRootVolumeTaskResult
>('CreateReplaceRootVolumeTask', (ctx, input) => {
  refuseMembers('CreateReplaceRootVolumeTask', input, ['VolumeId', 'VolumeInitializationRate'])
  const instance = findInstance(ctx.db, input.InstanceId)
  const { SnapshotId: snapshotId, ImageId: imageId } = input
  if (snapshotId !== undefined && imageId !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'SnapshotId and ImageId cannot be specified together.',
    )
  }
  decide('replaceRootVolume', instance)
  const root = findRoot(ctx, instance)
  if (snapshotId !== undefined) checkRootSnapshot(ctx, instance, root, snapshotId)
  if (imageId !== undefined) checkImage(ctx, instance, imageId)
  const running = ctx.db
    .by(replaceRootTasks, 'instance', instance.id)
    .some(({ state }) => state === 'pending' || state === 'in-progress')
  if (running) {
    throw new AwsError(
      'IncorrectState',
      `A task that replaces the root volume of the instance '${instance.id}' is in progress.`,
    )
  }
  const task: ReplaceRootTaskRecord = {
    id: newId(ctx.chance, 'replacevol'),
    instanceId: instance.id,
    state: 'pending',
    startTime: ctx.now,
    snapshotId,
    imageId,
    deleteReplaced: input.DeleteReplacedRootVolume ?? false,
    replacedVolumeId: root.id,
    tags: readTagSpecifications(input.TagSpecifications, ['replace-root-volume-task'])(
      'replace-root-volume-task',
    ),
  }
  ctx.db.put(replaceRootTasks, task)
  ctx.timers.set({
    kind: replaceRootTimer,
    id: task.id,
    at: ctx.now + delays.volumeCreatingMs,
    transition: true,
  })
  return { ReplaceRootVolumeTask: toTask(task) }
})

/** Only of this instance's own roots, the present one or those before it. */
function checkRootSnapshot(
  ctx: Context,
  instance: InstanceRecord,
  root: VolumeRecord,
  id: string,
): void {
  const snapshot = findSnapshot(ctx.db, id)
  const before = ctx.db
    .by(replaceRootTasks, 'instance', instance.id)
    .map(({ replacedVolumeId }) => replacedVolumeId)
  if (![root.id, ...before].includes(snapshot.volumeId)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The snapshot '${id}' was not taken from a root volume of the instance '${instance.id}'.`,
    )
  }
  checkSnapshot('createVolume', snapshot, ctx.now)
}

function checkImage(ctx: Context, instance: InstanceRecord, id: string): void {
  const image = findImage(ctx, id)
  const same =
    image.architecture === instance.architecture &&
    image.platform === instance.platform &&
    image.rootDeviceType === 'ebs' &&
    image.platformDetails === instance.platformDetails
  if (same) return
  throw new AwsError(
    'InvalidParameterValue',
    `The AMI '${id}' must have the same architecture, platform, billing information and root device type as the instance.`,
  )
}
