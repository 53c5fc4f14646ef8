import type { TunnelOption, VpnConnection } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { customerGateways } from '../customer-gateways/customer-gateway.ts'
import type { FilterFields } from '../filters.ts'
import { transitGateways } from '../transit-gateways/transit-gateway.ts'
import { vpnGateways } from '../vpn-gateways/vpn-gateway.ts'
import { customerConfiguration } from './customer-configuration.ts'
import type { VpnConnectionRecord, VpnTunnel } from './vpn-connection.ts'

export function toVpnConnection(ctx: Context, connection: VpnConnectionRecord): VpnConnection {
  const { options, state, vpnGatewayId, transitGatewayId } = connection
  const live = state === 'pending' || state === 'available'
  return {
    VpnConnectionId: connection.id,
    State: state,
    Type: 'ipsec.1',
    Category: 'VPN',
    CustomerGatewayId: connection.customerGatewayId,
    VpnGatewayId: vpnGatewayId,
    TransitGatewayId: transitGatewayId,
    GatewayAssociationState: (vpnGatewayId ?? transitGatewayId) ? 'associated' : 'not-associated',
    CustomerGatewayConfiguration: live ? configurationOf(ctx, connection) : undefined,
    Options: {
      EnableAcceleration: options.enableAcceleration,
      StaticRoutesOnly: options.staticRoutesOnly,
      TunnelInsideIpVersion: options.tunnelInsideIpVersion,
      OutsideIpAddressType: 'PublicIpv4',
      ...(options.tunnelInsideIpVersion === 'ipv6'
        ? {
            LocalIpv6NetworkCidr: options.localNetworkCidr,
            RemoteIpv6NetworkCidr: options.remoteNetworkCidr,
          }
        : {
            LocalIpv4NetworkCidr: options.localNetworkCidr,
            RemoteIpv4NetworkCidr: options.remoteNetworkCidr,
          }),
      TunnelOptions: connection.tunnels.map(toTunnel),
    },
    Routes: connection.routes.map((DestinationCidrBlock) => ({
      DestinationCidrBlock,
      Source: 'Static',
      State: 'available',
    })),
    // Nothing is at the other end.
    VgwTelemetry: connection.tunnels.map(({ outsideAddress }) => ({
      AcceptedRouteCount: 0,
      LastStatusChange: new Date(connection.createTime),
      OutsideIpAddress: outsideAddress,
      Status: 'DOWN',
      StatusMessage: 'IPSEC IS DOWN',
    })),
    Tags: [...connection.tags],
  }
}

function configurationOf({ db }: Context, connection: VpnConnectionRecord): string {
  const { vpnGatewayId = '', transitGatewayId = '' } = connection
  const customer = db.get(customerGateways, connection.customerGatewayId)
  const usualAsn = 64_512
  return customerConfiguration(connection, {
    customerAddress: customer?.ipAddress ?? '',
    customerAsn: customer?.bgpAsn ?? 0,
    amazonAsn:
      db.get(vpnGateways, vpnGatewayId)?.amazonSideAsn ??
      db.get(transitGateways, transitGatewayId)?.options.amazonSideAsn ??
      usualAsn,
  })
}

function toTunnel({ settings, ...tunnel }: VpnTunnel): TunnelOption {
  const texts = (list: readonly string[] | undefined) => list?.map((Value) => ({ Value }))
  const numbers = (list: readonly number[] | undefined) => list?.map((Value) => ({ Value }))
  return {
    OutsideIpAddress: tunnel.outsideAddress,
    TunnelInsideCidr: tunnel.insideCidr,
    TunnelInsideIpv6Cidr: tunnel.insideIpv6Cidr,
    PreSharedKey: tunnel.preSharedKey,
    Phase1LifetimeSeconds: settings.phase1LifetimeSeconds,
    Phase2LifetimeSeconds: settings.phase2LifetimeSeconds,
    RekeyMarginTimeSeconds: settings.rekeyMarginTimeSeconds,
    RekeyFuzzPercentage: settings.rekeyFuzzPercentage,
    ReplayWindowSize: settings.replayWindowSize,
    DpdTimeoutSeconds: settings.dpdTimeoutSeconds,
    DpdTimeoutAction: settings.dpdTimeoutAction,
    StartupAction: settings.startupAction,
    Phase1EncryptionAlgorithms: texts(settings.phase1EncryptionAlgorithms),
    Phase2EncryptionAlgorithms: texts(settings.phase2EncryptionAlgorithms),
    Phase1IntegrityAlgorithms: texts(settings.phase1IntegrityAlgorithms),
    Phase2IntegrityAlgorithms: texts(settings.phase2IntegrityAlgorithms),
    Phase1DHGroupNumbers: numbers(settings.phase1DhGroupNumbers),
    Phase2DHGroupNumbers: numbers(settings.phase2DhGroupNumbers),
    IkeVersions: texts(settings.ikeVersions),
  }
}

export function vpnConnectionFilters(ctx: Context): FilterFields<VpnConnectionRecord> {
  return {
    fields: {
      'bgp-asn': ({ customerGatewayId }) => ctx.db.get(customerGateways, customerGatewayId)?.bgpAsn,
      'customer-gateway-configuration': (connection) => configurationOf(ctx, connection),
      'customer-gateway-id': ({ customerGatewayId }) => customerGatewayId,
      'option.static-routes-only': ({ options }) => options.staticRoutesOnly,
      'route.destination-cidr-block': ({ routes }) => routes,
      state: ({ state }) => state,
      'transit-gateway-id': ({ transitGatewayId }) => transitGatewayId,
      type: () => 'ipsec.1',
      'vpn-connection-id': ({ id }) => id,
      'vpn-gateway-id': ({ vpnGatewayId }) => vpnGatewayId,
    },
    tags: ({ tags }) => tags,
  }
}
