import type { Ids } from './world.ts'
import type { Specimens } from './specimens.ts'

const customer = { Type: 'ipsec.1', BgpAsn: 65_001, IpAddress: '203.0.113.14' }
const vpn = (id: Ids) => ({ VpnConnectionId: id('vpn') })
const route = (id: Ids) => ({ ...vpn(id), DestinationCidrBlock: '192.168.0.0/16' })

export const vpnSpecimens: Specimens = {
  AttachVpnGateway: (id) => ({ VpnGatewayId: id('bareVpnGateway'), VpcId: id('bareVpc') }),
  CreateCarrierGateway: (id) => ({ VpcId: id('vpc') }),
  CreateCustomerGateway: () => customer,
  CreateVpnConnection: (id) => ({
    CustomerGatewayId: id('bareCustomerGateway'),
    VpnGatewayId: id('vpnGateway'),
    Type: 'ipsec.1',
  }),
  CreateVpnConnectionRoute: (id) => ({ ...vpn(id), DestinationCidrBlock: '192.169.0.0/16' }),
  CreateVpnGateway: () => ({ Type: 'ipsec.1' }),
  DeleteCarrierGateway: (id) => ({ CarrierGatewayId: id('carrierGateway') }),
  DeleteCustomerGateway: (id) => ({ CustomerGatewayId: id('bareCustomerGateway') }),
  DeleteVpnConnection: vpn,
  DeleteVpnConnectionRoute: route,
  DeleteVpnGateway: (id) => ({ VpnGatewayId: id('bareVpnGateway') }),
  DescribeCarrierGateways: (id) => ({ CarrierGatewayIds: [id('carrierGateway')] }),
  DescribeCustomerGateways: (id) => ({ CustomerGatewayIds: [id('customerGateway')] }),
  DescribeVpnConnections: (id) => ({ VpnConnectionIds: [id('vpn')] }),
  DescribeVpnGateways: (id) => ({ VpnGatewayIds: [id('vpnGateway')] }),
  DetachVpnGateway: (id) => ({ VpnGatewayId: id('vpnGateway'), VpcId: id('vpc') }),
  DisableVgwRoutePropagation: (id) => ({
    GatewayId: id('vpnGateway'),
    RouteTableId: id('table'),
  }),
  EnableVgwRoutePropagation: (id) => ({
    GatewayId: id('vpnGateway'),
    RouteTableId: id('bareTable'),
  }),
  ModifyVpnConnection: (id) => ({ ...vpn(id), CustomerGatewayId: id('bareCustomerGateway') }),
  ModifyVpnConnectionOptions: (id) => ({ ...vpn(id), LocalIpv4NetworkCidr: '10.0.0.0/8' }),
  ModifyVpnTunnelOptions: (id) => ({
    ...vpn(id),
    VpnTunnelOutsideIpAddress: id('tunnel'),
    TunnelOptions: { DPDTimeoutAction: 'restart' },
  }),
}
