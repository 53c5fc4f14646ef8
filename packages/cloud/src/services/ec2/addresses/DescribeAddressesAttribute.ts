import type {
  DescribeAddressesAttributeRequest,
  DescribeAddressesAttributeResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { describeAttributes } from './describe-attributes.ts'
import { elasticIps } from './elastic-ip.ts'

/** Lists the reverse DNS names of Elastic IPs. */
export const DescribeAddressesAttribute = operation<
  DescribeAddressesAttributeRequest,
  DescribeAddressesAttributeResult
>('DescribeAddressesAttribute', (ctx, input) => {
  const ids = input.AllocationIds ?? []
  const addresses =
    ids.length > 0
      ? ids.map((id) => findRecord(ctx, elasticIps, 'elastic-ip', id))
      : ctx.db.all(elasticIps)
  const { items, nextToken } = paginate(ctx, 'DescribeAddressesAttribute', addresses, input, {
    keyOf: ({ id }) => id,
    min: 1,
  })
  return {
    Addresses: items.map(describeAttributes),
    NextToken: nextToken,
  }
})
