import type {
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'

/**
 * Answers that there is none, as AWS does an account without a data feed.
 * @differs There is no S3 to write a data feed to.
 */
export const DescribeSpotDatafeedSubscription = operation<
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult
>('DescribeSpotDatafeedSubscription', () => {
  throw new AwsError('InvalidSpotDatafeed.NotFound', 'Spot datafeed subscription does not exist.')
})
