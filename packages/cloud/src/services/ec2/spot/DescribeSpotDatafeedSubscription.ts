import type {
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findDatafeed, toDatafeed } from './datafeed.ts'

/** The account's Spot data feed; an error where there is none, as on AWS. */
export const DescribeSpotDatafeedSubscription = operation<
  DescribeSpotDatafeedSubscriptionRequest,
  DescribeSpotDatafeedSubscriptionResult
>('DescribeSpotDatafeedSubscription', (ctx) => ({
  SpotDatafeedSubscription: toDatafeed(ctx, findDatafeed(ctx)),
}))
