import type {
  DescribeServiceLinkVirtualInterfacesCommandInput,
  DescribeServiceLinkVirtualInterfacesCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: there are no Outposts here.
 * @differs Always empty.
 */
export const DescribeServiceLinkVirtualInterfaces = operation<
  DescribeServiceLinkVirtualInterfacesCommandInput,
  Omit<DescribeServiceLinkVirtualInterfacesCommandOutput, '$metadata'>
>('DescribeServiceLinkVirtualInterfaces', (_ctx, input) => ({
  ServiceLinkVirtualInterfaces: listNothing('DescribeServiceLinkVirtualInterfaces', {
    ids: input.ServiceLinkVirtualInterfaceIds,
    missing: {
      code: 'InvalidServiceLinkVirtualInterfaceID.NotFound',
      message: "The service link virtual interface ID '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
