import type { DescribeIpamsCommandInput, DescribeIpamsCommandOutput } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: CreateIpam is refused here.
 * @differs Always empty.
 */
export const DescribeIpams = operation<
  DescribeIpamsCommandInput,
  Omit<DescribeIpamsCommandOutput, '$metadata'>
>('DescribeIpams', (_ctx, input) => ({
  Ipams: listNothing('DescribeIpams', {
    ids: input.IpamIds,
    missing: {
      code: 'InvalidIpamId.NotFound',
      message: "The IPAM ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
