import type { DeleteVpnGatewayRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { isUsed, vpnConnections } from '../vpn-connections/vpn-connection.ts'
import { forgetVpnLater } from '../vpn-connections/vpn-timer.ts'
import { findVpnGateway } from './find-vpn-gateway.ts'
import { vpnGateways } from './vpn-gateway.ts'

/** Not while it is attached or a connection uses it; it stays listed as deleted for an hour. */
export const DeleteVpnGateway = operation<DeleteVpnGatewayRequest, object>(
  'DeleteVpnGateway',
  (ctx, { VpnGatewayId }) => {
    const gateway = findVpnGateway(ctx, VpnGatewayId)
    const { id, attachment } = gateway
    const attached = attachment !== undefined && attachment.state !== 'detached'
    if (attached || ctx.db.by(vpnConnections, 'vpnGateway', id).some(isUsed)) {
      throw new AwsError('IncorrectState', 'The vpnGateway is in use.')
    }
    ctx.db.put(vpnGateways, { ...gateway, state: 'deleted' })
    forgetVpnLater(ctx, id)
    return {}
  },
)
