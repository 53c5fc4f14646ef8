import type {
  AcceptVpcEndpointConnectionsCommandInput,
  AcceptVpcEndpointConnectionsCommandOutput,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { noEndpointService } from './no-endpoint-service.ts'

/**
 * Answers that the endpoint service does not exist.
 * @differs Never succeeds: no endpoint service can be made without a load balancer.
 */
export const AcceptVpcEndpointConnections = operation<
  AcceptVpcEndpointConnectionsCommandInput,
  Omit<AcceptVpcEndpointConnectionsCommandOutput, '$metadata'>
>('AcceptVpcEndpointConnections', (_ctx, input) => {
  throw noEndpointService(input.ServiceId)
})
