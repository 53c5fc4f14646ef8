import type {
  RejectVpcEndpointConnectionsCommandInput,
  RejectVpcEndpointConnectionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const RejectVpcEndpointConnections = operation<
  RejectVpcEndpointConnectionsCommandInput,
  Omit<RejectVpcEndpointConnectionsCommandOutput, '$metadata'>
>('RejectVpcEndpointConnections', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
