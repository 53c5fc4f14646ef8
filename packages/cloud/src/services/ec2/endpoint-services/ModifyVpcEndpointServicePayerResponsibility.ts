import type {
  ModifyVpcEndpointServicePayerResponsibilityCommandInput,
  ModifyVpcEndpointServicePayerResponsibilityCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const ModifyVpcEndpointServicePayerResponsibility = operation<
  ModifyVpcEndpointServicePayerResponsibilityCommandInput,
  Omit<ModifyVpcEndpointServicePayerResponsibilityCommandOutput, '$metadata'>
>('ModifyVpcEndpointServicePayerResponsibility', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
