import type {
  DeleteVpcPeeringConnectionRequest,
  DeleteVpcPeeringConnectionResult,
} from '@aws-sdk/client-ec2'
import { vpcPeeringSettlesTo } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { actOnPeering } from './act-on-peering.ts'
import { endPeering } from './settle-vpc-peering.ts'
import { ownSides } from './vpc-peering-connection.ts'

/** Ends a connection, or withdraws a request; routes to it become black holes. */
export const DeleteVpcPeeringConnection = operation<
  DeleteVpcPeeringConnectionRequest,
  DeleteVpcPeeringConnectionResult
>('DeleteVpcPeeringConnection', (ctx, { VpcPeeringConnectionId }) => {
  const peering = actOnPeering(ctx, 'delete', VpcPeeringConnectionId)
  // A request is its requester's to withdraw; the other party rejects it.
  if (peering.state !== 'active' && !ownSides(ctx, peering).includes('requester')) {
    throw new AwsError(
      'OperationNotPermitted',
      `User (${ctx.account}) cannot delete peering ${peering.id}`,
    )
  }
  endPeering(ctx, peering, {
    state: vpcPeeringSettlesTo.deleting,
    message: `Deleted by ${ctx.account}`,
  })
  return { Return: true }
})
