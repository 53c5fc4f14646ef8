import type { SetInstanceProtectionQuery } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup, findMembers } from '../groups/find-group.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { members } from './member.ts'

/** Keeps instances from being chosen when their group shrinks, or no longer. */
export const SetInstanceProtection = operation<SetInstanceProtectionQuery, object>(
  'SetInstanceProtection',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const found = findMembers(ctx, group, input.InstanceIds)
    for (const member of found) {
      if (!/^(InService|Pending|Standby|EnteringStandby)/.test(member.lifecycleState)) {
        throw validationError(
          `The instance ${member.id} is not in InService or EnteringStandby or Standby.`,
        )
      }
    }
    for (const member of found) {
      ctx.db.put(members, { ...member, protectedFromScaleIn: input.ProtectedFromScaleIn ?? false })
    }
    reconcile(ctx, group.id)
    return {}
  },
)
