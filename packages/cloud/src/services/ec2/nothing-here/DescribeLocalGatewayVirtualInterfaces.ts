import type {
  DescribeLocalGatewayVirtualInterfacesCommandInput,
  DescribeLocalGatewayVirtualInterfacesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeLocalGatewayVirtualInterfaces = operation<
  DescribeLocalGatewayVirtualInterfacesCommandInput,
  Omit<DescribeLocalGatewayVirtualInterfacesCommandOutput, '$metadata'>
>('DescribeLocalGatewayVirtualInterfaces', (_ctx, input) => ({
  LocalGatewayVirtualInterfaces: listNothing('DescribeLocalGatewayVirtualInterfaces', {
    ids: input.LocalGatewayVirtualInterfaceIds,
    missing: {
      code: 'InvalidLocalGatewayVirtualInterfaceID.NotFound',
      message: "The local gateway virtual interface ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
