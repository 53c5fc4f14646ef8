import type {
  DescribeInstanceEventNotificationAttributesRequest,
  DescribeInstanceEventNotificationAttributesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { describeNotification, readNotification } from './settings.ts'

/**
 * Which instance tags event notifications carry.
 * @differs No maintenance events happen here, so no notification is sent.
 */
export const DescribeInstanceEventNotificationAttributes = operation<
  DescribeInstanceEventNotificationAttributesRequest,
  DescribeInstanceEventNotificationAttributesResult
>('DescribeInstanceEventNotificationAttributes', (ctx) => ({
  InstanceTagAttribute: describeNotification(readNotification(ctx)),
}))
