import type { DeleteVpnConnectionRouteRequest } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { findVpnConnection } from './find-vpn-connection.ts'
import { vpnConnections } from './vpn-connection.ts'

/** Takes away a block at the customer's end. */
export const DeleteVpnConnectionRoute = operation<DeleteVpnConnectionRouteRequest, object>(
  'DeleteVpnConnectionRoute',
  (ctx, { DestinationCidrBlock = '', VpnConnectionId }) => {
    const connection = findVpnConnection(ctx, VpnConnectionId)
    if (!connection.routes.includes(DestinationCidrBlock)) {
      throw new AwsError(
        'InvalidRoute.NotFound',
        `The specified route ${DestinationCidrBlock} does not exist`,
      )
    }
    const routes = connection.routes.filter((route) => route !== DestinationCidrBlock)
    ctx.db.put(vpnConnections, { ...connection, routes })
    return {}
  },
)
