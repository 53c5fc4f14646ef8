import { delays } from '@brume/ec2-model'
import type { DiskSource } from '@brume/guests'
import type { Context } from '../../../engine/context.ts'
import type { TimerHandler } from '../../../engine/timers.ts'
import { AwsError } from '../../../errors.ts'
import { forgetFaults } from '../../faults/fault.ts'
import { diskKey } from '../disk-keys.ts'
import { newId } from '../ids.ts'
import { findImage } from '../images/find-image.ts'
import { instances, type InstanceRecord } from '../instances/instance.ts'
import { planStorage } from '../instances/launch/launch-storage.ts'
import { followStatusChecks } from '../instances/transitions.ts'
import { snapshots } from '../snapshots/snapshot.ts'
import { volumes, type VolumeRecord } from '../volumes/volume.ts'
import { replaceRootTasks, replaceRootTimer, type ReplaceRootTaskRecord } from './task.ts'

/** The volume that an instance boots from; throws where there is none on EBS. */
export function findRoot(ctx: Context, instance: InstanceRecord): VolumeRecord {
  const root = ctx.db
    .by(volumes, 'instance', instance.id)
    .find(({ attachments }) =>
      attachments.some(
        (each) => each.instanceId === instance.id && each.device === instance.rootDeviceName,
      ),
    )
  if (root) return root
  throw new AwsError(
    'UnsupportedOperation',
    `The instance '${instance.id}' does not have an EBS root volume that could be replaced.`,
  )
}

interface NewRoot {
  readonly source: DiskSource
  readonly sizeGiB: number
  readonly snapshotId?: string
  readonly encrypted: boolean
  readonly kmsKeyId?: string
}

/** What the new root holds, and how large it is at least. */
function contentOf(ctx: Context, instance: InstanceRecord, task: ReplaceRootTaskRecord): NewRoot {
  const snapshot =
    task.snapshotId === undefined ? undefined : ctx.db.get(snapshots, task.snapshotId)
  if (snapshot) {
    return {
      source: { kind: 'snapshot', snapshotId: diskKey(ctx, snapshot.id) },
      sizeGiB: snapshot.sizeGiB,
      snapshotId: snapshot.id,
      encrypted: snapshot.encrypted,
      kmsKeyId: snapshot.kmsKeyId,
    }
  }
  const image = findImage(ctx, task.imageId ?? instance.imageId)
  const root = planStorage(ctx, image, undefined).find((plan) => plan.root)
  if (!root) throw new Error('An image without a root volume')
  return root
}

/** First the volumes change places and the guest boots from the new one; once it is up the task has succeeded. */
export const onReplaceRootTimer: TimerHandler = (ctx, { id }) => {
  const task = ctx.db.get(replaceRootTasks, id)
  const instance = task && ctx.db.get(instances, task.instanceId)
  if (!task) return
  if (instance?.state !== 'running') {
    ctx.db.put(replaceRootTasks, { ...task, state: 'failed', completeTime: ctx.now })
  } else if (task.state === 'pending') {
    swap(ctx, instance, task)
    ctx.db.put(replaceRootTasks, { ...task, state: 'in-progress' })
    ctx.timers.set({
      kind: replaceRootTimer,
      id,
      at: ctx.now + delays.rebootMs,
      transition: true,
    })
  } else if (task.state === 'in-progress') {
    if (task.deleteReplaced) deleteReplaced(ctx, task)
    ctx.db.put(replaceRootTasks, { ...task, state: 'succeeded', completeTime: ctx.now })
  }
}

function swap(ctx: Context, instance: InstanceRecord, task: ReplaceRootTaskRecord): void {
  const old = findRoot(ctx, instance)
  const attachment = old.attachments.find(({ instanceId }) => instanceId === instance.id)
  if (!attachment) return
  const { source, sizeGiB, snapshotId, encrypted, kmsKeyId } = contentOf(ctx, instance, task)
  const image = task.imageId === undefined ? undefined : findImage(ctx, task.imageId)
  // The instance first: its guest lets go of all disks before they change.
  ctx.db.put(instances, {
    ...instance,
    rootReplacedAt: ctx.now,
    imageId: image?.id ?? instance.imageId,
    distribution: image?.distribution ?? instance.distribution,
    // What comes of an image boots for the first time; what comes of its own snapshot has done so.
    ...(task.snapshotId === undefined && { checksPassedAt: undefined }),
  })
  followStatusChecks(ctx, instance.id)
  ctx.db.put(volumes, { ...old, state: 'available', attachments: [] })
  const id = newId(ctx.chance, 'vol')
  const size = Math.max(sizeGiB, old.sizeGiB)
  ctx.db.put(volumes, {
    ...old,
    id,
    sizeGiB: size,
    snapshotId,
    encrypted: encrypted || old.encrypted,
    kmsKeyId: kmsKeyId ?? old.kmsKeyId,
    createTime: ctx.now,
    attachments: [{ ...attachment, attachTime: ctx.now, state: 'attached' }],
  })
  ctx.beforeCommit(() => ctx.host.driver.disks.createVolume(diskKey(ctx, id), size, source))
}

/** Unless somebody has attached it since. */
function deleteReplaced(ctx: Context, { replacedVolumeId: id }: ReplaceRootTaskRecord): void {
  const replaced = ctx.db.get(volumes, id)
  if (!replaced || replaced.attachments.length > 0) return
  forgetFaults(ctx, id)
  ctx.db.delete(volumes, id)
  ctx.afterCommit(() => ctx.host.driver.disks.deleteVolume(diskKey(ctx, id)))
}
