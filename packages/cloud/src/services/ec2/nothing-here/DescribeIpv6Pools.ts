import type {
  DescribeIpv6PoolsCommandInput,
  DescribeIpv6PoolsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: IPv6 blocks come from Amazon's pool alone.
 * @differs Always empty.
 */
export const DescribeIpv6Pools = operation<
  DescribeIpv6PoolsCommandInput,
  Omit<DescribeIpv6PoolsCommandOutput, '$metadata'>
>('DescribeIpv6Pools', (_ctx, input) => ({
  Ipv6Pools: listNothing('DescribeIpv6Pools', {
    ids: input.PoolIds,
    missing: {
      code: 'InvalidIpv6PoolID.NotFound',
      message: "The ipv6Pool ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
