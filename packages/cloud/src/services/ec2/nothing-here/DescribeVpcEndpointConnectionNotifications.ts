import type {
  DescribeVpcEndpointConnectionNotificationsCommandInput,
  DescribeVpcEndpointConnectionNotificationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: no endpoint service can be made without a load balancer.
 * @differs Always empty.
 */
export const DescribeVpcEndpointConnectionNotifications = operation<
  DescribeVpcEndpointConnectionNotificationsCommandInput,
  Omit<DescribeVpcEndpointConnectionNotificationsCommandOutput, '$metadata'>
>('DescribeVpcEndpointConnectionNotifications', (_ctx, input) => ({
  ConnectionNotificationSet: listNothing('DescribeVpcEndpointConnectionNotifications', {
    filters: input.Filters,
  }),
}))
