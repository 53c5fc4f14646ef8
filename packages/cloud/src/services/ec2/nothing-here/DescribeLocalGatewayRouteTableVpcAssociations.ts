import type {
  DescribeLocalGatewayRouteTableVpcAssociationsRequest,
  DescribeLocalGatewayRouteTableVpcAssociationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGatewayRouteTableVpcAssociations = operation<
  DescribeLocalGatewayRouteTableVpcAssociationsRequest,
  DescribeLocalGatewayRouteTableVpcAssociationsResult
>('DescribeLocalGatewayRouteTableVpcAssociations', (_ctx, input) => ({
  LocalGatewayRouteTableVpcAssociations: listNothing(
    'DescribeLocalGatewayRouteTableVpcAssociations',
    {
      ids: input.LocalGatewayRouteTableVpcAssociationIds,
      missing: {
        code: 'InvalidLocalGatewayRouteTableVpcAssociationID.NotFound',
        message: "The local gateway route table VPC association ID '{id}' does not exist",
      },
      filters: input.Filters,
    },
  ),
}))
