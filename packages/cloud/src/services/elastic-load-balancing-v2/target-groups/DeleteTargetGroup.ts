import type { DeleteTargetGroupInput } from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { resourceInUse } from '../errors.ts'
import { targetsTimer } from '../targets/settle-targets.ts'
import { targets } from '../targets/target.ts'
import { balancersOf, targetGroups } from './target-group.ts'

/**
 * Deletes a group and what is registered with it. Succeeds for one that is not there.
 * @limits Not while a listener or a rule forwards to it.
 */
export const DeleteTargetGroup = operation<DeleteTargetGroupInput, object>(
  'DeleteTargetGroup',
  (ctx, { TargetGroupArn: arn = '' }) => {
    if (balancersOf(ctx.db, arn).length > 0) {
      throw resourceInUse(`The target group '${arn}' is currently in use by a listener or a rule`)
    }
    for (const { id } of ctx.db.by(targets, 'group', arn)) ctx.db.delete(targets, id)
    ctx.timers.cancel(targetsTimer, arn)
    ctx.db.delete(targetGroups, arn)
    return {}
  },
)
