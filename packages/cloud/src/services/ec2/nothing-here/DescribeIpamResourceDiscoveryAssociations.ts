import type {
  DescribeIpamResourceDiscoveryAssociationsCommandInput,
  DescribeIpamResourceDiscoveryAssociationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: nothing is discovered here.
 * @differs Always empty.
 */
export const DescribeIpamResourceDiscoveryAssociations = operation<
  DescribeIpamResourceDiscoveryAssociationsCommandInput,
  Omit<DescribeIpamResourceDiscoveryAssociationsCommandOutput, '$metadata'>
>('DescribeIpamResourceDiscoveryAssociations', (_ctx, input) => ({
  IpamResourceDiscoveryAssociations: listNothing('DescribeIpamResourceDiscoveryAssociations', {
    ids: input.IpamResourceDiscoveryAssociationIds,
    missing: {
      code: 'InvalidIpamResourceDiscoveryAssociationId.NotFound',
      message: "The IPAM resource discovery association ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
