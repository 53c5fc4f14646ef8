import type {
  ModifyVpcEndpointServiceConfigurationCommandInput,
  ModifyVpcEndpointServiceConfigurationCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const ModifyVpcEndpointServiceConfiguration = operation<
  ModifyVpcEndpointServiceConfigurationCommandInput,
  Omit<ModifyVpcEndpointServiceConfigurationCommandOutput, '$metadata'>
>('ModifyVpcEndpointServiceConfiguration', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
