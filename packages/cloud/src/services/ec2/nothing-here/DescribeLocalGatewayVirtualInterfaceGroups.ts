import type {
  DescribeLocalGatewayVirtualInterfaceGroupsCommandInput,
  DescribeLocalGatewayVirtualInterfaceGroupsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGatewayVirtualInterfaceGroups = operation<
  DescribeLocalGatewayVirtualInterfaceGroupsCommandInput,
  Omit<DescribeLocalGatewayVirtualInterfaceGroupsCommandOutput, '$metadata'>
>('DescribeLocalGatewayVirtualInterfaceGroups', (_ctx, input) => ({
  LocalGatewayVirtualInterfaceGroups: listNothing('DescribeLocalGatewayVirtualInterfaceGroups', {
    ids: input.LocalGatewayVirtualInterfaceGroupIds,
    missing: {
      code: 'InvalidLocalGatewayVirtualInterfaceGroupID.NotFound',
      message: "The local gateway virtual interface group ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
