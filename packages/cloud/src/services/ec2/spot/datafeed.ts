import type { SpotDatafeedSubscription } from '@aws-sdk/client-ec2'
import { collection } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** Where an account wants its Spot usage written: one for all its Regions. */
interface DatafeedRecord {
  readonly id: 'datafeed'
  readonly bucket: string
  readonly prefix?: string
}

export const datafeeds = collection<DatafeedRecord>({ name: 'ec2/spot-datafeed', scope: 'account' })

export function findDatafeed(ctx: Context): DatafeedRecord {
  const found = ctx.db.get(datafeeds, 'datafeed')
  if (found) return found
  throw new AwsError('InvalidSpotDatafeed.NotFound', 'Spot datafeed subscription does not exist.')
}

export function toDatafeed(ctx: Context, feed: DatafeedRecord): SpotDatafeedSubscription {
  return { Bucket: feed.bucket, OwnerId: ctx.account, Prefix: feed.prefix, State: 'Active' }
}
