import type {
  DescribeIpamResourceDiscoveriesCommandInput,
  DescribeIpamResourceDiscoveriesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: nothing is discovered here.
 * @differs Always empty.
 */
export const DescribeIpamResourceDiscoveries = operation<
  DescribeIpamResourceDiscoveriesCommandInput,
  Omit<DescribeIpamResourceDiscoveriesCommandOutput, '$metadata'>
>('DescribeIpamResourceDiscoveries', (_ctx, input) => ({
  IpamResourceDiscoveries: listNothing('DescribeIpamResourceDiscoveries', {
    ids: input.IpamResourceDiscoveryIds,
    missing: {
      code: 'InvalidIpamResourceDiscoveryId.NotFound',
      message: "The IPAM resource discovery ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
