import type { PutNotificationConfigurationType } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { keepNotice, notifications } from './notice.ts'
import { notificationTypes } from './notify.ts'

/**
 * Says of which events a topic is to be told, in place of what was said of it before.
 * @differs There is no SNS: what would have been sent is kept with the group, the last 100 of them.
 */
export const PutNotificationConfiguration = operation<PutNotificationConfigurationType, object>(
  'PutNotificationConfiguration',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const { TopicARN: topic = '', NotificationTypes: types = [] } = input
    if (!/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:.+$/.test(topic)) {
      throw validationError(`Invalid Topic ARN: ${topic}`)
    }
    for (const type of types) {
      if (!notificationTypes.some((each) => each === type)) {
        throw validationError(`"${type}" is not a valid Notification Type.`)
      }
    }
    for (const each of ctx.db.by(notifications, 'group', group.id)) {
      if (each.topic === topic) ctx.db.delete(notifications, each.id)
    }
    for (const type of new Set(types)) {
      ctx.db.put(notifications, {
        id: `${group.id}/${topic}/${type}`,
        group: group.id,
        topic,
        type,
      })
    }
    keepNotice(ctx, group, topic, 'autoscaling:TEST_NOTIFICATION', {})
    return {}
  },
)
