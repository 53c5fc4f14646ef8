import type {
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'

/** AWS answers an account without a data feed with an error. */
export const DescribeSpotDatafeedSubscription = operation<
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult
>('DescribeSpotDatafeedSubscription', () => {
  throw new AwsError('InvalidSpotDatafeed.NotFound', 'Spot datafeed subscription does not exist.')
})
