import type { DescribeAutoScalingNotificationTypesAnswer } from '@aws-sdk/client-auto-scaling'
import { operation } from '../../../engine/operation.ts'
import { notificationTypes } from './notify.ts'

/** The events that a topic can be told of. */
export const DescribeAutoScalingNotificationTypes = operation<
  object,
  DescribeAutoScalingNotificationTypesAnswer
>('DescribeAutoScalingNotificationTypes', () => ({
  AutoScalingNotificationTypes: [...notificationTypes],
}))
