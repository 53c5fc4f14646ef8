import type { DeleteSpotDatafeedSubscriptionRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { datafeeds, findDatafeed } from './datafeed.ts'

/** Ends the account's Spot data feed. */
export const DeleteSpotDatafeedSubscription = operation<
  DeleteSpotDatafeedSubscriptionRequest,
  object
>('DeleteSpotDatafeedSubscription', (ctx) => {
  ctx.db.delete(datafeeds, findDatafeed(ctx).id)
  return {}
})
