import type { DeregisterImageCommandInput, DeregisterImageCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { decideImage } from '@brume/ec2-model'
import { AwsError } from '../../../errors.ts'
import { diskKey } from '../disk-keys.ts'
import { snapshots } from '../snapshots/snapshot.ts'
import { isProtected } from './deregistration-protection.ts'
import { findOwnImage } from './find-image.ts'
import { images } from './image.ts'

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
  if (!input.DeleteAssociatedSnapshots) return { Return: true }
  const ids = image.blockDevices.flatMap(({ ebs }) => (ebs?.snapshotId ? [ebs.snapshotId] : []))
  const results = ids.map((SnapshotId) => {
    const shared = ctx.db
      .all(images)
      .some((other) => other.blockDevices.some(({ ebs }) => ebs?.snapshotId === SnapshotId))
    if (shared) return { SnapshotId, ReturnCode: 'skipped' as const }
    ctx.db.delete(snapshots, SnapshotId)
    ctx.beforeCommit(() => ctx.host.driver.disks.deleteSnapshot(diskKey(ctx, SnapshotId)))
    return { SnapshotId, ReturnCode: 'success' as const }
  })
  return { Return: true, DeleteSnapshotResults: results }
})
