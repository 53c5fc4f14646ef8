import type {
  DescribeNotificationConfigurationsAnswer,
  DescribeNotificationConfigurationsType,
} from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { notifications } from './notice.ts'

/** Which topics are told of which events, of all groups or of these. */
export const DescribeNotificationConfigurations = operation<
  DescribeNotificationConfigurationsType,
  DescribeNotificationConfigurationsAnswer
>('DescribeNotificationConfigurations', (ctx, input) => {
  const { AutoScalingGroupNames: names = [] } = input
  const found = ctx.db
    .all(notifications)
    .filter(({ group }) => names.length === 0 || names.includes(group))
  const { items, NextToken } = pageOf(found, input, ({ id }) => id)
  return {
    NotificationConfigurations: items.map(({ group, topic, type }) => ({
      AutoScalingGroupName: group,
      TopicARN: topic,
      NotificationType: type,
    })),
    NextToken,
  }
})
