import type {
  CreateVpcEndpointServiceConfigurationRequest,
  CreateVpcEndpointServiceConfigurationResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { readTagSpecifications } from '../tags.ts'

/**
 * Checks the call and refuses it: the load balancer that it names does not exist.
 * @differs Never succeeds: there are no Network or Gateway Load Balancers here.
 */
export const CreateVpcEndpointServiceConfiguration = operation<
  CreateVpcEndpointServiceConfigurationRequest,
  CreateVpcEndpointServiceConfigurationResult
>('CreateVpcEndpointServiceConfiguration', (_ctx, input) => {
  readTagSpecifications(input.TagSpecifications, ['vpc-endpoint-service'])
  const network = input.NetworkLoadBalancerArns ?? []
  const gateway = input.GatewayLoadBalancerArns ?? []
  if ((network.length === 0) === (gateway.length === 0)) {
    throw new AwsError(
      'InvalidParameter',
      'exactly one of network_load_balancer_arn or gateway_load_balancer_arn is a required member',
    )
  }
  throw new AwsError('LoadBalancerNotFound', 'One or more load balancers not found')
})
