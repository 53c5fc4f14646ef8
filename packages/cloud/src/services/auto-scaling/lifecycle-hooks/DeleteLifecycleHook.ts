import type { DeleteLifecycleHookType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { members } from '../instances/member.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { hooks } from './hook.ts'

/** Deletes a hook; whoever waits for it goes on, as its default result has it. */
export const DeleteLifecycleHook = operation<DeleteLifecycleHookType, object>(
  'DeleteLifecycleHook',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const hook = ctx.db.get(hooks, `${group.id}/${input.LifecycleHookName}`)
    if (!hook) {
      throw validationError(
        `No Lifecycle Hook found with name ${input.LifecycleHookName} for Auto Scaling group ${group.id}`,
      )
    }
    for (const member of ctx.db.by(members, 'group', group.id)) {
      if (!member.waiting?.some((action) => action.hook === hook.name && !action.result)) continue
      const waiting = member.waiting.map((action) =>
        action.hook === hook.name ? { result: hook.defaultResult, ...action } : action,
      )
      ctx.db.put(members, { ...member, waiting })
    }
    ctx.db.delete(hooks, hook.id)
    reconcile(ctx, group.id)
    return {}
  },
)
