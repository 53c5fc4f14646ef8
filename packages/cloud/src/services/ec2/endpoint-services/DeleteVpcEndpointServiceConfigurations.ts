import type {
  DeleteVpcEndpointServiceConfigurationsRequest,
  DeleteVpcEndpointServiceConfigurationsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Tells of each endpoint service that it does not exist.
 * @differs Nothing is ever deleted: no endpoint service can be made without a load balancer.
 */
export const DeleteVpcEndpointServiceConfigurations = operation<
  DeleteVpcEndpointServiceConfigurationsRequest,
  DeleteVpcEndpointServiceConfigurationsResult
>('DeleteVpcEndpointServiceConfigurations', (_ctx, input) => ({
  Unsuccessful: (input.ServiceIds ?? []).map((ResourceId) => ({
    ResourceId,
    // One of the two codes that AWS has for this.
    Error: {
      Code: 'InvalidVpcEndpointService.NotFound',
      Message: noEndpointService(ResourceId).message,
    },
  })),
}))
