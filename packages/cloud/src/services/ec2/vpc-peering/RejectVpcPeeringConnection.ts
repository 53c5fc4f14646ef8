import type {
  RejectVpcPeeringConnectionRequest,
  RejectVpcPeeringConnectionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { actOnPeering, requireAccepter } from './act-on-peering.ts'
import { endPeering } from './settle-vpc-peering.ts'

/** Turns a request down. */
export const RejectVpcPeeringConnection = operation<
  RejectVpcPeeringConnectionRequest,
  RejectVpcPeeringConnectionResult
>('RejectVpcPeeringConnection', (ctx, { VpcPeeringConnectionId }) => {
  const peering = actOnPeering(ctx, 'reject', VpcPeeringConnectionId)
  requireAccepter(ctx, peering, 'reject')
  endPeering(ctx, peering, { state: 'rejected', message: 'Inactive' })
  return { Return: true }
})
