import { far, step, type Step } from './step.ts'

export const transitSteps: readonly Step[] = [
  step(
    'CreateTransitGateway',
    {},
    {
      transit: 'TransitGateway.TransitGatewayId',
      transitTable: 'TransitGateway.Options.AssociationDefaultRouteTableId',
    },
  ),
  step('CreateTransitGateway', {}, { bareTransit: 'TransitGateway.TransitGatewayId' }),
  far(step('CreateTransitGateway', {}, { farTransit: 'TransitGateway.TransitGatewayId' })),
  step('DescribeTransitGateways', {}),
  far(
    step(
      'CreateTransitGatewayPeeringAttachment',
      (id) => ({
        TransitGatewayId: id('farTransit'),
        PeerTransitGatewayId: id('transit'),
        PeerAccountId: id('account'),
        PeerRegion: 'ap-northeast-2',
      }),
      { transitPeering: 'TransitGatewayPeeringAttachment.TransitGatewayAttachmentId' },
    ),
  ),
  step(
    'CreateTransitGatewayVpcAttachment',
    (id) => ({ TransitGatewayId: id('transit'), VpcId: id('vpc'), SubnetIds: [id('subnet')] }),
    { vpcAttachment: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId' },
  ),
  step('CreateSubnet', (id) => ({ VpcId: id('peerVpc'), CidrBlock: '10.40.0.0/24' }), {
    peerSubnet: 'Subnet.SubnetId',
  }),
  step(
    'CreateTransitGatewayVpcAttachment',
    (id) => ({
      TransitGatewayId: id('transit'),
      VpcId: id('peerVpc'),
      SubnetIds: [id('peerSubnet')],
    }),
    { peerAttachment: 'TransitGatewayVpcAttachment.TransitGatewayAttachmentId' },
  ),
  step('DescribeTransitGatewayAttachments', {}),
  step('DisassociateTransitGatewayRouteTable', (id) => ({
    TransitGatewayRouteTableId: id('transitTable'),
    TransitGatewayAttachmentId: id('peerAttachment'),
  })),
  step('CreateTransitGatewayRouteTable', (id) => ({ TransitGatewayId: id('transit') }), {
    ownTransitTable: 'TransitGatewayRouteTable.TransitGatewayRouteTableId',
  }),
  step('DescribeTransitGatewayRouteTables', {}),
  step('CreateTransitGatewayRoute', (id) => ({
    TransitGatewayRouteTableId: id('ownTransitTable'),
    DestinationCidrBlock: '172.16.0.0/16',
    TransitGatewayAttachmentId: id('vpcAttachment'),
  })),
  step('CreateTransitGatewayPrefixListReference', (id) => ({
    TransitGatewayRouteTableId: id('ownTransitTable'),
    PrefixListId: id('list'),
    TransitGatewayAttachmentId: id('vpcAttachment'),
  })),
]
