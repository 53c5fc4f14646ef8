import type { DeleteVpnConnectionRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { releasePublicAddress } from '../addresses/public-address.ts'
import { findVpnConnection } from './find-vpn-connection.ts'
import { detachFromTransit } from './transit-attachment.ts'
import { vpnConnections } from './vpn-connection.ts'
import { settleVpnConnection } from './vpn-timer.ts'

/** Its attachment to a transit gateway goes with it; it stays listed as deleted for an hour. */
export const DeleteVpnConnection = operation<DeleteVpnConnectionRequest, object>(
  'DeleteVpnConnection',
  (ctx, { VpnConnectionId }) => {
    const connection = findVpnConnection(ctx, VpnConnectionId)
    if (connection.state === 'deleting') return {}
    for (const { outsideAddress } of connection.tunnels) releasePublicAddress(ctx, outsideAddress)
    detachFromTransit(ctx, connection.id)
    ctx.db.put(vpnConnections, { ...connection, state: 'deleting' })
    settleVpnConnection(ctx, connection.id)
    return {}
  },
)
