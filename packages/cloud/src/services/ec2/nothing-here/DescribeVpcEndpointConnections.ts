import type {
  DescribeVpcEndpointConnectionsCommandInput,
  DescribeVpcEndpointConnectionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { listNothing } from './list-nothing.ts'

/**
 * Lists nothing: no endpoint service can be made without a load balancer.
 * @differs Always empty.
 */
export const DescribeVpcEndpointConnections = operation<
  DescribeVpcEndpointConnectionsCommandInput,
  Omit<DescribeVpcEndpointConnectionsCommandOutput, '$metadata'>
>('DescribeVpcEndpointConnections', (_ctx, input) => ({
  VpcEndpointConnections: listNothing('DescribeVpcEndpointConnections', {
    filters: input.Filters,
  }),
}))
