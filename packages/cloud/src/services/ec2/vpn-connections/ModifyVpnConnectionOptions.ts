import type {
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVpnConnection } from './describe-vpn-connection.ts'
import { findStandingConnection } from './find-vpn-connection.ts'
import { readNetworks } from './read-vpn-options.ts'
import { vpnConnections } from './vpn-connection.ts'

/** The networks of the two sides. */
export const ModifyVpnConnectionOptions = operation<
  ModifyVpnConnectionOptionsRequest,
  ModifyVpnConnectionOptionsResult
>('ModifyVpnConnectionOptions', (ctx, input) => {
  refuseMembers('ModifyVpnConnectionOptions', input, ['TunnelBandwidth'])
  const connection = findStandingConnection(ctx, input.VpnConnectionId)
  const { options } = connection
  const networks = readNetworks(options.tunnelInsideIpVersion, input, options)
  const modified = { ...connection, options: { ...options, ...networks } }
  ctx.db.put(vpnConnections, modified)
  return { VpnConnection: { ...toVpnConnection(ctx, modified), State: 'pending' } }
})
