import type {
  ModifyVpnTunnelOptionsRequest,
  ModifyVpnTunnelOptionsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { refuseMembers } from '../unsupported.ts'
import { toVpnConnection } from './describe-vpn-connection.ts'
import { findStandingConnection } from './find-vpn-connection.ts'
import { checkInsideCidr, checkPreSharedKey, readTunnelSettings } from './read-tunnel.ts'
import { vpnConnections, type VpnTunnel } from './vpn-connection.ts'

/** One tunnel, named by its outside address at AWS's end: what is said changes, the rest goes back to AWS's usual. */
export const ModifyVpnTunnelOptions = operation<
  ModifyVpnTunnelOptionsRequest,
  ModifyVpnTunnelOptionsResult
>('ModifyVpnTunnelOptions', (ctx, input) => {
  refuseMembers('ModifyVpnTunnelOptions', input, ['PreSharedKeyStorage', 'SkipTunnelReplacement'])
  const connection = findStandingConnection(ctx, input.VpnConnectionId)
  const { TunnelOptions: wish = {}, VpnTunnelOutsideIpAddress: address } = input
  const present = connection.tunnels.find(({ outsideAddress }) => outsideAddress === address)
  if (!present) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${address}) for parameter vpnTunnelOutsideIpAddress is invalid. The VPN connection has no such tunnel.`,
    )
  }
  const others = connection.tunnels.filter((tunnel) => tunnel !== present)
  const { TunnelInsideCidr, PreSharedKey, TunnelInsideIpv6Cidr } = wish
  const changed: VpnTunnel = {
    ...present,
    ...(TunnelInsideCidr !== undefined && {
      insideCidr: checkInsideCidr(
        TunnelInsideCidr,
        others.map(({ insideCidr }) => insideCidr),
      ),
    }),
    ...(TunnelInsideIpv6Cidr !== undefined && { insideIpv6Cidr: TunnelInsideIpv6Cidr }),
    ...(PreSharedKey !== undefined && { preSharedKey: checkPreSharedKey(PreSharedKey) }),
    settings: readTunnelSettings(wish),
  }
  const modified = {
    ...connection,
    tunnels: connection.tunnels.map((tunnel) => (tunnel === present ? changed : tunnel)),
  }
  ctx.db.put(vpnConnections, modified)
  return { VpnConnection: { ...toVpnConnection(ctx, modified), State: 'pending' } }
})
