import type { DeleteWarmPoolType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { wakeGroup } from '../instances/follow-member.ts'
import { members } from '../instances/member.ts'
import { isWarm, warmPools } from './warm-pool.ts'

/** Deletes a group's warm pool, and terminates what is in it. */
export const DeleteWarmPool = operation<DeleteWarmPoolType, object>(
  'DeleteWarmPool',
  (ctx, input) => {
    const { id } = findLivingGroup(ctx, input.AutoScalingGroupName)
    const pool = ctx.db.get(warmPools, id)
    if (!pool) throw validationError(`No warm pool found for Auto Scaling group ${id}`)
    if (ctx.db.by(members, 'group', id).some(isWarm)) {
      ctx.db.put(warmPools, { ...pool, deleting: true })
      wakeGroup(ctx, id)
    } else ctx.db.delete(warmPools, id)
    return {}
  },
)
