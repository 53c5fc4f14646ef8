import { findImageNameProblem } from '@brume/ec2-model'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { images } from './image.ts'

/** Refuses a name that AWS does not take or that another image of the account has in this Region. */
export function checkImageName(ctx: Context, name: string): void {
  if (findImageNameProblem(name)) {
    throw new AwsError(
      'InvalidAMIName.Malformed',
      "AMI names must be between 3 and 128 characters long, and may contain letters, numbers, '(', ')', '.', '-', '/' and '_'",
    )
  }
  const taken = ctx.db.by(images, 'name', name)[0]
  if (taken) {
    throw new AwsError(
      'InvalidAMIName.Duplicate',
      `AMI name ${name} is already in use by AMI ${taken.id}`,
    )
  }
}

/** Timer `ec2/image-available`. */
export function completeImage(ctx: Context, { id }: { id: string }): void {
  const image = ctx.db.get(images, id)
  if (image?.state === 'pending') ctx.db.put(images, { ...image, state: 'available' })
}

/** Lets a pending image become available after a time. */
export function scheduleImage(ctx: Context, id: string, durationMs: number): void {
  ctx.timers.set({ kind: 'ec2/image-available', id, at: ctx.now + durationMs, transition: true })
}
