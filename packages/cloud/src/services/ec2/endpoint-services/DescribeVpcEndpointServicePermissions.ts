import type {
  DescribeVpcEndpointServicePermissionsCommandInput,
  DescribeVpcEndpointServicePermissionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const DescribeVpcEndpointServicePermissions = operation<
  DescribeVpcEndpointServicePermissionsCommandInput,
  Omit<DescribeVpcEndpointServicePermissionsCommandOutput, '$metadata'>
>('DescribeVpcEndpointServicePermissions', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
