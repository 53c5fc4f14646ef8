import type {
  DescribePublicIpv4PoolsCommandInput,
  DescribePublicIpv4PoolsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: addresses come from Amazon's pool alone.
 * @differs Always empty.
 */
export const DescribePublicIpv4Pools = operation<
  DescribePublicIpv4PoolsCommandInput,
  Omit<DescribePublicIpv4PoolsCommandOutput, '$metadata'>
>('DescribePublicIpv4Pools', (_ctx, input) => ({
  PublicIpv4Pools: listNothing('DescribePublicIpv4Pools', {
    ids: input.PoolIds,
    missing: {
      code: 'InvalidPublicIpv4PoolID.NotFound',
      message: "The publicIpv4Pool ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
