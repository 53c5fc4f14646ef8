import type { DeleteNotificationConfigurationType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { notifications } from './notice.ts'

/** A topic is told of nothing any more. */
export const DeleteNotificationConfiguration = operation<
  DeleteNotificationConfigurationType,
  object
>('DeleteNotificationConfiguration', (ctx, input) => {
  const group = findLivingGroup(ctx, input.AutoScalingGroupName)
  for (const { id, topic } of ctx.db.by(notifications, 'group', group.id)) {
    if (topic === input.TopicARN) ctx.db.delete(notifications, id)
  }
  return {}
})
