import type { DeregisterImageCommandInput, DeregisterImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decideImage } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { recycle } from '../recycle-bin/recycle-bin.ts'
import { isLocked } from '../snapshots/lock.ts'
import { removeSnapshot } from '../snapshots/remove-snapshot.ts'
import { snapshots } from '../snapshots/snapshot.ts'
import { isProtected } from './deregistration-protection.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

/**
 * Takes an image away, into the Recycle Bin where a rule keeps it, with its snapshots when asked.
 * @limits Not while it is protected.
 */
export const DeregisterImage = operation<
  DeregisterImageCommandInput,
  Omit<DeregisterImageCommandOutput, '$metadata'>
>('DeregisterImage', (ctx, input) => {
  const image = findOwnImage(ctx, input.ImageId)
  const verdict = decideImage('deregister', {
    id: image.id,
    state: image.state,
    deregistrationProtected: isProtected(image, ctx.now),
  })
  if (!verdict.allowed) throw new AwsError(verdict.code, verdict.message)
  ctx.db.delete(images, image.id)
  ctx.timers.cancel('ec2/image-available', image.id)
  if (image.state !== 'pending') recycle(ctx, { kind: 'image', record: image })
  if (!input.DeleteAssociatedSnapshots) return { Return: true }
  const ids = image.blockDevices.flatMap(({ ebs }) => (ebs?.snapshotId ? [ebs.snapshotId] : []))
  const results = ids.map((SnapshotId) => {
    const snapshot = ctx.db.get(snapshots, SnapshotId)
    if (!snapshot || ctx.db.by(images, 'snapshot', SnapshotId).length > 0) {
      return { SnapshotId, ReturnCode: 'skipped' as const }
    }
    if (isLocked(snapshot, ctx.now)) return { SnapshotId, ReturnCode: 'client-error' as const }
    removeSnapshot(ctx, snapshot)
    return { SnapshotId, ReturnCode: 'success' as const }
  })
  return { Return: true, DeleteSnapshotResults: results }
})
