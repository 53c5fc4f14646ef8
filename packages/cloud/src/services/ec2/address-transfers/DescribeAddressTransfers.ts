import type {
  DescribeAddressTransfersRequest,
  DescribeAddressTransfersResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { elasticIps } from '../addresses/elastic-ip.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { addressTransfers, isTold, toAddressTransfer } from './address-transfer.ts'

/** The account's offers of Elastic IPs, and those that were accepted in the last 14 days. */
export const DescribeAddressTransfers = operation<
  DescribeAddressTransfersRequest,
  DescribeAddressTransfersResult
>('DescribeAddressTransfers', (ctx, input) => {
  const ids = input.AllocationIds ?? []
  for (const id of ids) {
    if (!ctx.db.get(addressTransfers, id)) findRecord(ctx, elasticIps, 'elastic-ip', id)
  }
  const found = ctx.db
    .all(addressTransfers)
    .filter((each) => isTold(ctx, each) && (ids.length === 0 || ids.includes(each.id)))
  const page = paginate(ctx, 'DescribeAddressTransfers', found, input, {
    keyOf: ({ id }) => id,
    min: 5,
    max: 1_000,
  })
  return {
    AddressTransfers: page.items.map((each) =>
      toAddressTransfer(each, each.acceptedAt === undefined ? 'pending' : 'accepted'),
    ),
    NextToken: page.nextToken,
  }
})
