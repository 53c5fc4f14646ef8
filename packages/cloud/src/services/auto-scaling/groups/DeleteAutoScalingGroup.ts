import type { DeleteAutoScalingGroupType } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { at } from '../activities/sentences.ts'
import { validationError } from '../errors.ts'
import { members } from '../instances/member.ts'
import { endMember } from '../reconcile/end-member.ts'
import { beginPass } from '../reconcile/pass.ts'
import { reconcile } from '../reconcile/reconcile.ts'
import { findGroup } from './find-group.ts'
import { forgetGroup } from './forget-group.ts'
import { groups, type GroupRecord } from './group.ts'

/** Deletes a group that is empty, or by force one with its instances, which it waits for. */
export const DeleteAutoScalingGroup = operation<DeleteAutoScalingGroupType, object>(
  'DeleteAutoScalingGroup',
  (ctx, input) => {
    const group = findGroup(ctx, input.AutoScalingGroupName)
    if (group.deleting) return {}
    checkProtection(group, input.ForceDelete ?? false)
    const left = ctx.db.by(members, 'group', group.id)
    if (left.length > 0 && !input.ForceDelete) {
      const ending = left.every(({ lifecycleState }) => /^(Terminat|Detach)/.test(lifecycleState))
      throw ending
        ? new AwsError(
            'ScalingActivityInProgress',
            'You cannot delete an AutoScalingGroup while there are scaling activities in progress for that group.',
          )
        : new AwsError(
            'ResourceInUse',
            'You cannot delete an AutoScalingGroup while there are instances or pending Spot instance request(s) still in the group.',
          )
    }
    if (left.length === 0) forgetGroup(ctx, group)
    else endAll(ctx, group)
    return {}
  },
)

function checkProtection({ id, deletionProtection }: GroupRecord, force: boolean): void {
  const all = deletionProtection === 'prevent-all-deletion'
  if (!all && !(force && deletionProtection === 'prevent-force-deletion')) return
  throw validationError(
    `You cannot ${force ? 'force delete' : 'delete'} the Auto Scaling group ${id} because deletion protection is enabled for it.`,
  )
}

/** Neither load balancers nor hooks hold it up. */
function endAll(ctx: Context, group: GroupRecord): void {
  ctx.db.put(groups, { ...group, deleting: true, minSize: 0, maxSize: 0, desiredCapacity: 0 })
  const pass = beginPass(ctx, group)
  for (const member of pass.members()) {
    if (!member.lifecycleState.startsWith('Terminating')) {
      endMember(
        pass,
        member,
        at(
          ctx.now,
          'a user request force deleted AutoScalingGroup changing the desired capacity from ' +
            `${group.desiredCapacity} to 0`,
        ),
      )
    }
  }
  reconcile(ctx, group.id)
}
