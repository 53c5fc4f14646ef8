import type { Tag } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import type { GroupRecord } from '../groups/group.ts'

/** The group that a tag names. */
export function findTagged(ctx: Context, { ResourceId: id }: Tag): GroupRecord {
  if (id === undefined) throw validationError('The tag resource ID must be specified.')
  return findLivingGroup(ctx, id)
}
