import type { DeletePlacementGroupRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { instances } from '../instances/instance.ts'
import { findPlacementGroup, placementGroups } from './placement-group.ts'

/** Deletes a group that has no instances. */
export const DeletePlacementGroup = operation<DeletePlacementGroupRequest, object>(
  'DeletePlacementGroup',
  (ctx, input) => {
    const group = findPlacementGroup(ctx, input.GroupName ?? '')
    const used = ctx.db
      .by(instances, 'placementGroup', group.name)
      .some(({ state }) => state !== 'terminated')
    if (used) {
      throw new AwsError(
        'InvalidPlacementGroup.InUse',
        `The placement group '${group.name}' is in use and may not be deleted.`,
      )
    }
    ctx.db.delete(placementGroups, group.id)
    return {}
  },
)
