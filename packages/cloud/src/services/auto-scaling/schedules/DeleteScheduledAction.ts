import type { DeleteScheduledActionType } from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findGroup } from '../groups/find-group.ts'
import { dropAction } from './drop-action.ts'
import { actionId, scheduledActions } from './scheduled-action.ts'

/** Deletes a scheduled action. */
export const DeleteScheduledAction = operation<DeleteScheduledActionType, object>(
  'DeleteScheduledAction',
  (ctx, input) => {
    const { id } = findGroup(ctx, input.AutoScalingGroupName)
    deleteAction(ctx, id, input.ScheduledActionName ?? '')
    return {}
  },
)

/** The end of the message is what hashicorp/terraform-provider-aws takes as a sign that it is gone. */
export function deleteAction(ctx: Context, group: string, name: string): void {
  const id = actionId(group, name)
  if (!ctx.db.get(scheduledActions, id)) {
    throw validationError(`Scheduled action name ${name} not found`)
  }
  dropAction(ctx, id)
}
