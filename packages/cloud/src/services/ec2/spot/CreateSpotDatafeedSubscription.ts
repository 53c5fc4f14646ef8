import type {
  CreateSpotDatafeedSubscriptionRequest,
  CreateSpotDatafeedSubscriptionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { datafeeds, toDatafeed } from './datafeed.ts'

/**
 * Sets the bucket of the account's Spot data feed, in place of the one that it has.
 * @differs Nothing is written to it: there is no S3 here, and the bucket is not looked at.
 */
export const CreateSpotDatafeedSubscription = operation<
  CreateSpotDatafeedSubscriptionRequest,
  CreateSpotDatafeedSubscriptionResult
>('CreateSpotDatafeedSubscription', (ctx, { Bucket: bucket = '', Prefix: prefix }) => {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new AwsError(
      'InaccessibleStorageLocation',
      `The specified Amazon S3 bucket '${bucket}' does not exist or cannot be accessed.`,
    )
  }
  const feed = { id: 'datafeed', bucket, prefix } as const
  ctx.db.put(datafeeds, feed)
  return { SpotDatafeedSubscription: toDatafeed(ctx, feed) }
})
