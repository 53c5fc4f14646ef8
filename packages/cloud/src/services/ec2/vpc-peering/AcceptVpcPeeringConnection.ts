import type {
  AcceptVpcPeeringConnectionRequest,
  AcceptVpcPeeringConnectionResult,
} from '@aws-sdk/client-ec2'
import { vpcPeeringSettlesTo } from '@brume/ec2-model'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { actOnPeering, requireAccepter } from './act-on-peering.ts'
import { toVpcPeeringConnection } from './describe-vpc-peering-connection.ts'
import { changePeering, vpcPeeringConnections } from './vpc-peering-connection.ts'

/** Accepts a request, of another account or Region too: routes to it lead across. */
export const AcceptVpcPeeringConnection = operation<
  AcceptVpcPeeringConnectionRequest,
  AcceptVpcPeeringConnectionResult
>('AcceptVpcPeeringConnection', (ctx, { VpcPeeringConnectionId }) => {
  const peering = actOnPeering(ctx, 'accept', VpcPeeringConnectionId)
  requireAccepter(ctx, peering, 'accept')
  for (const vpcId of [peering.requester.vpcId, peering.accepter.vpcId]) {
    const connected = ctx.db
      .by(vpcPeeringConnections, 'vpc', vpcId)
      .filter(({ state }) => state === 'active')
    checkQuota(ctx, 'activePeeringsPerVpc', connected.length)
  }
  const active = changePeering(ctx, peering, {
    state: vpcPeeringSettlesTo.provisioning,
    message: 'Active',
    expiresAt: undefined,
  })
  return {
    VpcPeeringConnection: {
      ...toVpcPeeringConnection(ctx, active),
      Status: { Code: 'provisioning', Message: 'Provisioning' },
    },
  }
})
