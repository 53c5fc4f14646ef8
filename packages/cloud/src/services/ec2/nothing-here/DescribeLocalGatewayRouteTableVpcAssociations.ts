import type {
  DescribeLocalGatewayRouteTableVpcAssociationsCommandInput,
  DescribeLocalGatewayRouteTableVpcAssociationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGatewayRouteTableVpcAssociations = operation<
  DescribeLocalGatewayRouteTableVpcAssociationsCommandInput,
  Omit<DescribeLocalGatewayRouteTableVpcAssociationsCommandOutput, '$metadata'>
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
