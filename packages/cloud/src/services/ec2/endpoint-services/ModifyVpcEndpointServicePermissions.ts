import type {
  ModifyVpcEndpointServicePermissionsCommandInput,
  ModifyVpcEndpointServicePermissionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const ModifyVpcEndpointServicePermissions = operation<
  ModifyVpcEndpointServicePermissionsCommandInput,
  Omit<ModifyVpcEndpointServicePermissionsCommandOutput, '$metadata'>
>('ModifyVpcEndpointServicePermissions', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
