import type { DeleteGroupCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { deleteConflict } from '../errors.ts'
import { findGroup, groups } from './group.ts'

/** Deletes a group that has neither users nor policies. */
export const DeleteGroup = operation<DeleteGroupCommandInput, object>(
  'DeleteGroup',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    if (group.members.length)
      throw deleteConflict('Cannot delete entity, must remove users from group first.')
    if (group.attachedPolicies.length)
      throw deleteConflict('Cannot delete entity, must detach all policies first.')
    if (Object.keys(group.inlinePolicies).length)
      throw deleteConflict('Cannot delete entity, must delete policies first.')
    ctx.db.delete(groups, group.id)
    return {}
  },
)
