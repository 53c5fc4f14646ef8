import type { VpnConnectionOptionsSpecification } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import { parseIpv4Block, parseIpv6Block } from '../../../network/cidr.ts'
import { refuseMembers } from '../unsupported.ts'
import type { AmazonEnd } from './read-gateways.ts'
import type { VpnOptions } from './vpn-connection.ts'

export function readVpnOptions(
  wish: VpnConnectionOptionsSpecification,
  { transitGatewayId }: AmazonEnd,
): VpnOptions {
  refuseMembers('CreateVpnConnection', wish, [
    'TransportTransitGatewayAttachmentId',
    'TunnelBandwidth',
  ])
  const { EnableAcceleration = false, TunnelInsideIpVersion = 'ipv4' } = wish
  if (wish.OutsideIpAddressType !== undefined && wish.OutsideIpAddressType !== 'PublicIpv4') {
    throw new AwsError(
      'UnsupportedOperation',
      'VPN connections with other than public IPv4 outside addresses are not supported by the embedded cloud.',
    )
  }
  const needsTransit = EnableAcceleration || TunnelInsideIpVersion === 'ipv6'
  if (needsTransit && transitGatewayId === undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      `${EnableAcceleration ? 'Acceleration' : 'IPv6'} is supported on connections to a transit gateway only.`,
    )
  }
  return {
    enableAcceleration: EnableAcceleration,
    staticRoutesOnly: wish.StaticRoutesOnly ?? false,
    tunnelInsideIpVersion: TunnelInsideIpVersion,
    ...readNetworks(TunnelInsideIpVersion, wish),
  }
}

type Networks = Pick<VpnOptions, 'localNetworkCidr' | 'remoteNetworkCidr'>
type NetworkWish = Pick<
  VpnConnectionOptionsSpecification,
  | 'LocalIpv4NetworkCidr'
  | 'RemoteIpv4NetworkCidr'
  | 'LocalIpv6NetworkCidr'
  | 'RemoteIpv6NetworkCidr'
>

/** The two sides, of the family that the tunnels carry. */
export function readNetworks(
  version: VpnOptions['tunnelInsideIpVersion'],
  wish: NetworkWish,
  present?: Networks,
): Networks {
  const ipv6 = version === 'ipv6'
  const strange = ipv6
    ? (wish.LocalIpv4NetworkCidr ?? wish.RemoteIpv4NetworkCidr)
    : (wish.LocalIpv6NetworkCidr ?? wish.RemoteIpv6NetworkCidr)
  if (strange !== undefined) throw badCidr(strange)
  const everything = ipv6 ? '::/0' : '0.0.0.0/0'
  const read = (text: string | undefined, otherwise: string): string => {
    if (text === undefined) return otherwise
    if (ipv6 ? parseIpv6Block(text) : parseIpv4Block(text)) return text
    throw badCidr(text)
  }
  return {
    localNetworkCidr: read(
      ipv6 ? wish.LocalIpv6NetworkCidr : wish.LocalIpv4NetworkCidr,
      present?.localNetworkCidr ?? everything,
    ),
    remoteNetworkCidr: read(
      ipv6 ? wish.RemoteIpv6NetworkCidr : wish.RemoteIpv4NetworkCidr,
      present?.remoteNetworkCidr ?? everything,
    ),
  }
}

function badCidr(text: string): AwsError {
  return new AwsError(
    'InvalidParameterValue',
    `Value (${text}) for parameter networkCidr is invalid. This is not a valid CIDR block.`,
  )
}
