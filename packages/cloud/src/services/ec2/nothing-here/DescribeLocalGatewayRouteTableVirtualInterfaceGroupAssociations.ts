import type {
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsRequest,
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations = operation<
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsRequest,
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociationsResult
>('DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations', (_ctx, input) => ({
  LocalGatewayRouteTableVirtualInterfaceGroupAssociations: listNothing(
    'DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations',
    {
      ids: input.LocalGatewayRouteTableVirtualInterfaceGroupAssociationIds,
      missing: {
        code: 'InvalidLocalGatewayRouteTableVirtualInterfaceGroupAssociationID.NotFound',
        message: "The association ID '{id}' does not exist",
      },
      filters: input.Filters,
    },
  ),
}))
