import type {
  DescribeIpamPoolsCommandInput,
  DescribeIpamPoolsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateIpam is refused here.
 * @differs Always empty.
 */
export const DescribeIpamPools = operation<
  DescribeIpamPoolsCommandInput,
  Omit<DescribeIpamPoolsCommandOutput, '$metadata'>
>('DescribeIpamPools', (_ctx, input) => ({
  IpamPools: listNothing('DescribeIpamPools', {
    ids: input.IpamPoolIds,
    missing: {
      code: 'InvalidIpamPoolId.NotFound',
      message: "The IPAM pool ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
