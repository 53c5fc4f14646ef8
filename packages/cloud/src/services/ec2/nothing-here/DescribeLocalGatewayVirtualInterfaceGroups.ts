import type {
  DescribeLocalGatewayVirtualInterfaceGroupsRequest,
  DescribeLocalGatewayVirtualInterfaceGroupsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGatewayVirtualInterfaceGroups = operation<
  DescribeLocalGatewayVirtualInterfaceGroupsRequest,
  DescribeLocalGatewayVirtualInterfaceGroupsResult
>('DescribeLocalGatewayVirtualInterfaceGroups', (_ctx, input) => ({
  LocalGatewayVirtualInterfaceGroups: listNothing('DescribeLocalGatewayVirtualInterfaceGroups', {
    ids: input.LocalGatewayVirtualInterfaceGroupIds,
    missing: {
      code: 'InvalidLocalGatewayVirtualInterfaceGroupID.NotFound',
      message: "The virtual interface group ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
