import { step, type Step } from './step.ts'

export const vpnSteps: readonly Step[] = [
  step(
    'CreateCustomerGateway',
    { Type: 'ipsec.1', BgpAsn: 65_000, IpAddress: '203.0.113.12' },
    { customerGateway: 'CustomerGateway.CustomerGatewayId' },
  ),
  step(
    'CreateCustomerGateway',
    { Type: 'ipsec.1', BgpAsn: 65_000, IpAddress: '203.0.113.13' },
    { bareCustomerGateway: 'CustomerGateway.CustomerGatewayId' },
  ),
  step('CreateVpnGateway', { Type: 'ipsec.1' }, { vpnGateway: 'VpnGateway.VpnGatewayId' }),
  step('CreateVpnGateway', { Type: 'ipsec.1' }, { bareVpnGateway: 'VpnGateway.VpnGatewayId' }),
  step('AttachVpnGateway', (id) => ({ VpnGatewayId: id('vpnGateway'), VpcId: id('vpc') })),
  step('DescribeVpnGateways', {}),
  step('EnableVgwRoutePropagation', (id) => ({
    GatewayId: id('vpnGateway'),
    RouteTableId: id('table'),
  })),
  step(
    'CreateVpnConnection',
    (id) => ({
      CustomerGatewayId: id('customerGateway'),
      VpnGatewayId: id('vpnGateway'),
      Type: 'ipsec.1',
      Options: { StaticRoutesOnly: true },
    }),
    { vpn: 'VpnConnection.VpnConnectionId' },
  ),
  step(
    'DescribeVpnConnections',
    {},
    { tunnel: 'VpnConnections.0.Options.TunnelOptions.0.OutsideIpAddress' },
  ),
  step('CreateVpnConnectionRoute', (id) => ({
    VpnConnectionId: id('vpn'),
    DestinationCidrBlock: '192.168.0.0/16',
  })),
  step('CreateSpotDatafeedSubscription', { Bucket: 'prices' }),
  step('CreateCarrierGateway', (id) => ({ VpcId: id('peerVpc') }), {
    carrierGateway: 'CarrierGateway.CarrierGatewayId',
  }),
]
