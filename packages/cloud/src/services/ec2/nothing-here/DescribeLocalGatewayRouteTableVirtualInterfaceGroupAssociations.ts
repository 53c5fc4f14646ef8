import type {
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommandInput,
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations = operation<
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommandInput,
  Omit<DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsCommandOutput, '$metadata'>
>('DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations', (_ctx, input) => ({
  LocalGatewayRouteTableVirtualInterfaceGroupAssociations: listNothing(
    'DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations',
    {
      ids: input.LocalGatewayRouteTableVirtualInterfaceGroupAssociationIds,
      missing: {
        code: 'InvalidLocalGatewayRouteTableVirtualInterfaceGroupAssociationID.NotFound',
        message:
          "The local gateway route table virtual interface group association ID '{id}' does not exist",
      },
      filters: input.Filters,
    },
  ),
}))
