import type {
  DescribeLocalGatewayVirtualInterfacesRequest,
  DescribeLocalGatewayVirtualInterfacesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/** Of Outposts, which nobody has here. */
export const DescribeLocalGatewayVirtualInterfaces = operation<
  DescribeLocalGatewayVirtualInterfacesRequest,
  DescribeLocalGatewayVirtualInterfacesResult
>('DescribeLocalGatewayVirtualInterfaces', (_ctx, input) => ({
  LocalGatewayVirtualInterfaces: listNothing('DescribeLocalGatewayVirtualInterfaces', {
    ids: input.LocalGatewayVirtualInterfaceIds,
    missing: {
      code: 'InvalidLocalGatewayVirtualInterfaceID.NotFound',
      message: "The virtual interface ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
