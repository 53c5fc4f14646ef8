import type { DetachVpnGatewayRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { routeTables } from '../route-tables/route-table.ts'
import { settleVpnGateway } from '../vpn-connections/vpn-timer.ts'
import { findVpnGateway } from './find-vpn-gateway.ts'
import { vpnGateways } from './vpn-gateway.ts'

/** Routes to it become black holes, and what it propagates goes from the tables. */
export const DetachVpnGateway = operation<DetachVpnGatewayRequest, object>(
  'DetachVpnGateway',
  (ctx, { VpnGatewayId, VpcId = '' }) => {
    const gateway = findVpnGateway(ctx, VpnGatewayId)
    const { id, attachment } = gateway
    if (attachment?.vpcId !== VpcId || attachment.state === 'detached') {
      throw new AwsError(
        'InvalidVpnGatewayAttachment.NotFound',
        `The attachment with vpn gateway ID '${id}' and vpc ID '${VpcId}' does not exist`,
      )
    }
    for (const table of ctx.db.by(routeTables, 'vpc', VpcId)) {
      const associations = table.associations.filter(({ gatewayId }) => gatewayId !== id)
      const propagatingGatewayIds = table.propagatingGatewayIds?.filter((each) => each !== id) ?? []
      ctx.db.put(routeTables, { ...table, associations, propagatingGatewayIds })
    }
    ctx.db.put(vpnGateways, { ...gateway, attachment: { vpcId: VpcId, state: 'detaching' } })
    settleVpnGateway(ctx, id)
    return {}
  },
)
