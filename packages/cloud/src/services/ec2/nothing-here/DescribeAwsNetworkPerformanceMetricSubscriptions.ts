import type {
  DescribeAwsNetworkPerformanceMetricSubscriptionsCommandInput,
  DescribeAwsNetworkPerformanceMetricSubscriptionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: Infrastructure Performance is not here.
 * @differs Always empty.
 */
export const DescribeAwsNetworkPerformanceMetricSubscriptions = operation<
  DescribeAwsNetworkPerformanceMetricSubscriptionsCommandInput,
  Omit<DescribeAwsNetworkPerformanceMetricSubscriptionsCommandOutput, '$metadata'>
>('DescribeAwsNetworkPerformanceMetricSubscriptions', (_ctx, input) => ({
  Subscriptions: listNothing('DescribeAwsNetworkPerformanceMetricSubscriptions', {
    filters: input.Filters,
  }),
}))
