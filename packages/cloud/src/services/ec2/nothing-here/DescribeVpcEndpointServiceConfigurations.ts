import type {
  DescribeVpcEndpointServiceConfigurationsCommandInput,
  DescribeVpcEndpointServiceConfigurationsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: no endpoint service can be made without a load balancer.
 * @differs Always empty.
 */
export const DescribeVpcEndpointServiceConfigurations = operation<
  DescribeVpcEndpointServiceConfigurationsCommandInput,
  Omit<DescribeVpcEndpointServiceConfigurationsCommandOutput, '$metadata'>
>('DescribeVpcEndpointServiceConfigurations', (_ctx, input) => ({
  ServiceConfigurations: listNothing('DescribeVpcEndpointServiceConfigurations', {
    ids: input.ServiceIds,
    missing: {
      code: 'InvalidVpcEndpointServiceId.NotFound',
      message: "The VpcEndpointService Id '{id}' does not exist",
    },
    filters: input.Filters,
  }),
}))
