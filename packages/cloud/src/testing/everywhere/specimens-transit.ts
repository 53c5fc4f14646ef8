import type { Ids } from './world.ts'
import type { Specimens } from './specimens.ts'

const transit = (id: Ids) => ({ TransitGatewayId: id('transit') })
const peering = (id: Ids) => ({ TransitGatewayAttachmentId: id('transitPeering') })
const attachment = (id: Ids) => ({ TransitGatewayAttachmentId: id('vpcAttachment') })
const table = (id: Ids) => ({ TransitGatewayRouteTableId: id('transitTable') })
const ownTable = (id: Ids) => ({ TransitGatewayRouteTableId: id('ownTransitTable') })
const destination = { DestinationCidrBlock: '172.16.0.0/16' }
const all = () => ({})

export const transitSpecimens: Specimens = {
  AcceptTransitGatewayPeeringAttachment: peering,
  AcceptTransitGatewayVpcAttachment: attachment,
  AssociateTransitGatewayRouteTable: (id) => ({
    ...ownTable(id),
    TransitGatewayAttachmentId: id('peerAttachment'),
  }),
  CreateTransitGateway: all,
  CreateTransitGatewayPeeringAttachment: (id) => ({
    TransitGatewayId: id('bareTransit'),
    PeerTransitGatewayId: id('farTransit'),
    PeerAccountId: id('account'),
    PeerRegion: 'eu-north-1',
  }),
  CreateTransitGatewayPrefixListReference: (id) => ({
    ...table(id),
    ...attachment(id),
    PrefixListId: id('list'),
  }),
  CreateTransitGatewayRoute: (id) => ({ ...table(id), ...attachment(id), ...destination }),
  CreateTransitGatewayRouteTable: transit,
  CreateTransitGatewayVpcAttachment: (id) => ({
    TransitGatewayId: id('bareTransit'),
    VpcId: id('vpc'),
    SubnetIds: [id('subnet')],
  }),
  DeleteTransitGateway: (id) => ({ TransitGatewayId: id('bareTransit') }),
  DeleteTransitGatewayPeeringAttachment: peering,
  DeleteTransitGatewayPrefixListReference: (id) => ({ ...ownTable(id), PrefixListId: id('list') }),
  DeleteTransitGatewayRoute: (id) => ({ ...ownTable(id), ...destination }),
  DeleteTransitGatewayRouteTable: ownTable,
  DeleteTransitGatewayVpcAttachment: attachment,
  DescribeCoipPools: all,
  DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations: all,
  DescribeLocalGatewayRouteTableVpcAssociations: all,
  DescribeLocalGatewayRouteTables: all,
  DescribeLocalGatewayVirtualInterfaceGroups: all,
  DescribeLocalGatewayVirtualInterfaces: all,
  DescribeLocalGateways: all,
  DescribeTransitGatewayAttachments: (id) => ({
    TransitGatewayAttachmentIds: [id('vpcAttachment')],
  }),
  DescribeTransitGatewayConnectPeers: all,
  DescribeTransitGatewayConnects: all,
  DescribeTransitGatewayMulticastDomains: all,
  DescribeTransitGatewayPeeringAttachments: (id) => ({
    TransitGatewayAttachmentIds: [id('transitPeering')],
  }),
  DescribeTransitGatewayPolicyTables: all,
  DescribeTransitGatewayRouteTableAnnouncements: all,
  DescribeTransitGatewayRouteTables: (id) => ({
    TransitGatewayRouteTableIds: [id('transitTable')],
  }),
  DescribeTransitGatewayVpcAttachments: (id) => ({
    TransitGatewayAttachmentIds: [id('vpcAttachment')],
  }),
  DescribeTransitGateways: (id) => ({ TransitGatewayIds: [id('transit')] }),
  DisableTransitGatewayRouteTablePropagation: (id) => ({ ...table(id), ...attachment(id) }),
  DisassociateTransitGatewayRouteTable: (id) => ({ ...table(id), ...attachment(id) }),
  EnableTransitGatewayRouteTablePropagation: (id) => ({ ...ownTable(id), ...attachment(id) }),
  GetTransitGatewayAttachmentPropagations: attachment,
  GetTransitGatewayPrefixListReferences: ownTable,
  GetTransitGatewayRouteTableAssociations: table,
  GetTransitGatewayRouteTablePropagations: table,
  ModifyTransitGateway: (id) => ({ ...transit(id), Description: 'hub' }),
  ModifyTransitGatewayPrefixListReference: (id) => ({
    ...ownTable(id),
    PrefixListId: id('list'),
    Blackhole: true,
  }),
  ModifyTransitGatewayVpcAttachment: (id) => ({
    ...attachment(id),
    Options: { DnsSupport: 'disable' },
  }),
  RejectTransitGatewayPeeringAttachment: peering,
  RejectTransitGatewayVpcAttachment: attachment,
  ReplaceTransitGatewayRoute: (id) => ({ ...ownTable(id), ...destination, Blackhole: true }),
  SearchTransitGatewayRoutes: (id) => ({
    ...table(id),
    Filters: [{ Name: 'type', Values: ['propagated'] }],
  }),
}
