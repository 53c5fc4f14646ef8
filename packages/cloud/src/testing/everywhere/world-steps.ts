import type { Ids } from './world.ts'

/** One call on the way to the world, and what it calls the things in the answer. */
export interface Step {
  readonly operation: string
  readonly input: (ids: Ids) => object
  readonly names?: Readonly<Record<string, string>>
  /** In the other Region. */
  readonly elsewhere?: boolean
}

const step = (
  operation: string,
  input: object | ((ids: Ids) => object),
  names?: Readonly<Record<string, string>>,
): Step => ({
  operation,
  input:
    typeof input === 'function' ? (ids) => Reflect.apply(input, undefined, [ids]) : () => input,
  ...(names && { names }),
})
const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] })

const network: readonly Step[] = [
  step('DescribeVpcs', filter('is-default', 'true'), { defaultVpc: 'Vpcs.0.VpcId' }),
  step('DescribeSubnets', filter('availability-zone', 'ap-northeast-2c'), {
    lostSubnet: 'Subnets.0.SubnetId',
  }),
  step('DeleteSubnet', (id) => ({ SubnetId: id('lostSubnet') })),
  step(
    'CreateVpc',
    { CidrBlock: '10.20.0.0/16', AmazonProvidedIpv6CidrBlock: true },
    { vpc: 'Vpc.VpcId' },
  ),
  step('AssociateVpcCidrBlock', (id) => ({ VpcId: id('vpc'), CidrBlock: '10.21.0.0/16' }), {
    vpcBlock: 'CidrBlockAssociation.AssociationId',
  }),
  step('DescribeVpcs', (id) => ({ VpcIds: [id('vpc')] }), {
    block6: 'Vpcs.0.Ipv6CidrBlockAssociationSet.0.Ipv6CidrBlock',
  }),
  step('CreateVpc', { CidrBlock: '10.30.0.0/16' }, { bareVpc: 'Vpc.VpcId' }),
  step('CreateVpc', { CidrBlock: '10.40.0.0/16' }, { peerVpc: 'Vpc.VpcId' }),
  step(
    'CreateSubnet',
    (id) => ({
      VpcId: id('vpc'),
      CidrBlock: '10.20.0.0/24',
      AvailabilityZone: 'ap-northeast-2a',
      Ipv6CidrBlock: id('block6').replace('/56', '/64'),
    }),
    {
      subnet: 'Subnet.SubnetId',
      subnetBlock: 'Subnet.Ipv6CidrBlockAssociationSet.0.AssociationId',
    },
  ),
  step(
    'CreateSubnet',
    (id) => ({ VpcId: id('vpc'), CidrBlock: '10.20.9.0/24', AvailabilityZone: 'ap-northeast-2a' }),
    { bareSubnet: 'Subnet.SubnetId' },
  ),
  step('CreateInternetGateway', {}, { gateway: 'InternetGateway.InternetGatewayId' }),
  step('AttachInternetGateway', (id) => ({ InternetGatewayId: id('gateway'), VpcId: id('vpc') })),
  step('CreateInternetGateway', {}, { bareGateway: 'InternetGateway.InternetGatewayId' }),
  step('CreateInternetGateway', {}, { looseGateway: 'InternetGateway.InternetGatewayId' }),
  step('AttachInternetGateway', (id) => ({
    InternetGatewayId: id('looseGateway'),
    VpcId: id('peerVpc'),
  })),
  step('CreateEgressOnlyInternetGateway', (id) => ({ VpcId: id('vpc') }), {
    egressGateway: 'EgressOnlyInternetGateway.EgressOnlyInternetGatewayId',
  }),
  step('CreateRouteTable', (id) => ({ VpcId: id('vpc') }), { table: 'RouteTable.RouteTableId' }),
  step('CreateRoute', (id) => ({
    RouteTableId: id('table'),
    DestinationCidrBlock: '0.0.0.0/0',
    GatewayId: id('gateway'),
  })),
  step('AssociateRouteTable', (id) => ({ RouteTableId: id('table'), SubnetId: id('subnet') }), {
    tableAssociation: 'AssociationId',
  }),
  step('CreateRouteTable', (id) => ({ VpcId: id('vpc') }), {
    bareTable: 'RouteTable.RouteTableId',
  }),
  step('CreateNetworkAcl', (id) => ({ VpcId: id('vpc') }), { acl: 'NetworkAcl.NetworkAclId' }),
  step('CreateNetworkAclEntry', (id) => ({
    NetworkAclId: id('acl'),
    RuleNumber: 100,
    Protocol: '6',
    RuleAction: 'allow',
    Egress: false,
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 80, To: 80 },
  })),
  step('DescribeNetworkAcls', (id) => filter('association.subnet-id', id('subnet')), {
    aclAssociation: 'NetworkAcls.0.Associations.0.NetworkAclAssociationId',
  }),
  step(
    'CreateDhcpOptions',
    { DhcpConfigurations: [{ Key: 'domain-name', Values: ['example.com'] }] },
    { dhcp: 'DhcpOptions.DhcpOptionsId' },
  ),
  step(
    'CreateSecurityGroup',
    (id) => ({ GroupName: 'web', Description: 'web', VpcId: id('vpc') }),
    { group: 'GroupId' },
  ),
  step(
    'AuthorizeSecurityGroupIngress',
    (id) => ({
      GroupId: id('group'),
      IpPermissions: [
        { IpProtocol: 'tcp', FromPort: 80, ToPort: 80, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
      ],
    }),
    { rule: 'SecurityGroupRules.0.SecurityGroupRuleId' },
  ),
  step(
    'CreateSecurityGroup',
    (id) => ({ GroupName: 'bare', Description: 'bare', VpcId: id('vpc') }),
    { bareGroup: 'GroupId' },
  ),
  step(
    'CreateManagedPrefixList',
    {
      PrefixListName: 'offices',
      MaxEntries: 5,
      AddressFamily: 'IPv4',
      Entries: [{ Cidr: '10.9.0.0/24' }],
    },
    { list: 'PrefixList.PrefixListId' },
  ),
  step(
    'CreateManagedPrefixList',
    { PrefixListName: 'nobody', MaxEntries: 1, AddressFamily: 'IPv4' },
    { bareList: 'PrefixList.PrefixListId' },
  ),
  step('ModifyManagedPrefixList', (id) => ({
    PrefixListId: id('list'),
    CurrentVersion: 1,
    AddEntries: [{ Cidr: '10.9.1.0/24' }],
  })),
  step('CreateVpcPeeringConnection', (id) => ({ VpcId: id('vpc'), PeerVpcId: id('peerVpc') }), {
    pendingPeering: 'VpcPeeringConnection.VpcPeeringConnectionId',
  }),
  step(
    'CreateVpcPeeringConnection',
    (id) => ({ VpcId: id('defaultVpc'), PeerVpcId: id('peerVpc') }),
    { peering: 'VpcPeeringConnection.VpcPeeringConnectionId' },
  ),
  step('AcceptVpcPeeringConnection', (id) => ({ VpcPeeringConnectionId: id('peering') })),
  step(
    'CreateVpcEndpoint',
    (id) => ({
      VpcId: id('vpc'),
      ServiceName: 'com.amazonaws.ap-northeast-2.s3',
      RouteTableIds: [id('table')],
    }),
    { endpoint: 'VpcEndpoint.VpcEndpointId' },
  ),
  step('CreateNetworkInterface', (id) => ({ SubnetId: id('subnet'), Groups: [id('group')] }), {
    interface: 'NetworkInterface.NetworkInterfaceId',
  }),
  step(
    'CreateNetworkInterface',
    (id) => ({ SubnetId: id('subnet'), SecondaryPrivateIpAddressCount: 1, Ipv6AddressCount: 1 }),
    {
      boundInterface: 'NetworkInterface.NetworkInterfaceId',
      secondaryAddress: 'NetworkInterface.PrivateIpAddresses.1.PrivateIpAddress',
      address6: 'NetworkInterface.Ipv6Addresses.0.Ipv6Address',
    },
  ),
  step('AllocateAddress', {}, { allocation: 'AllocationId' }),
  step('ModifyAddressAttribute', (id) => ({
    AllocationId: id('allocation'),
    DomainName: 'example.com',
  })),
  step('AllocateAddress', {}, { bareAllocation: 'AllocationId' }),
  step('AllocateAddress', {}, { boundAllocation: 'AllocationId' }),
  step(
    'AssociateAddress',
    (id) => ({ AllocationId: id('boundAllocation'), NetworkInterfaceId: id('boundInterface') }),
    { addressAssociation: 'AssociationId' },
  ),
  step('AllocateAddress', {}, { natAllocation: 'AllocationId' }),
  step(
    'CreateNatGateway',
    (id) => ({ SubnetId: id('subnet'), AllocationId: id('natAllocation') }),
    { nat: 'NatGateway.NatGatewayId' },
  ),
  step(
    'CreateFlowLogs',
    (id) => ({
      ResourceIds: [id('vpc')],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogGroupName: 'flows',
      DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flows',
    }),
    { flowLog: 'FlowLogIds.0' },
  ),
]

const far = (each: Step): Step => ({ ...each, elsewhere: true })
const transit: readonly Step[] = [
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

const vpn: readonly Step[] = [
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

const further: readonly Step[] = [
  step('CreateInstanceConnectEndpoint', (id) => ({ SubnetId: id('peerSubnet') }), {
    connectEndpoint: 'InstanceConnectEndpoint.InstanceConnectEndpointId',
  }),
  step('CreateSubnet', (id) => ({ VpcId: id('peerVpc'), CidrBlock: '10.40.1.0/24' }), {
    farSubnet: 'Subnet.SubnetId',
  }),
  step('AssociateSecurityGroupVpc', (id) => ({ GroupId: id('group'), VpcId: id('defaultVpc') })),
  step(
    'CreateCapacityReservationFleet',
    {
      TotalTargetCapacity: 2,
      InstanceTypeSpecifications: [
        {
          InstanceType: 'm5.large',
          InstancePlatform: 'Linux/UNIX',
          AvailabilityZone: 'ap-northeast-2a',
          Weight: 1,
        },
      ],
    },
    { reservationFleet: 'CapacityReservationFleetId' },
  ),
  step('EnableAddressTransfer', (id) => ({
    AllocationId: id('bareAllocation'),
    TransferAccountId: '590000000000',
  })),
]

const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
  ],
})
const launch = (id: Ids, more: object = {}) => ({
  ImageId: id('publicImage'),
  InstanceType: 't3.micro',
  MinCount: 1,
  MaxCount: 1,
  SubnetId: id('subnet'),
  SecurityGroupIds: [id('group')],
  ...more,
})
const reservation = {
  InstanceType: 't3.micro',
  InstancePlatform: 'Linux/UNIX',
  AvailabilityZone: 'ap-northeast-2a',
  InstanceCount: 4,
}

const compute: readonly Step[] = [
  step(
    'DescribeImages',
    { Owners: ['amazon'], ...filter('name', 'al2023-ami-2023*-x86_64') },
    { publicImage: 'Images.0.ImageId' },
  ),
  step('CreateRole', { RoleName: 'web', AssumeRolePolicyDocument: trust }),
  ...['web', 'other'].flatMap((InstanceProfileName) => [
    step('CreateInstanceProfile', { InstanceProfileName }),
    step('AddRoleToInstanceProfile', { InstanceProfileName, RoleName: 'web' }),
  ]),
  step('CreateKeyPair', { KeyName: 'pair' }, { key: 'KeyPairId' }),
  step(
    'CreatePlacementGroup',
    { GroupName: 'together', Strategy: 'cluster' },
    { placement: 'PlacementGroup.GroupId' },
  ),
  step(
    'CreateLaunchTemplate',
    (id) => ({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: id('publicImage'), InstanceType: 't3.micro' },
    }),
    { template: 'LaunchTemplate.LaunchTemplateId' },
  ),
  step('CreateLaunchTemplateVersion', (id) => ({
    LaunchTemplateId: id('template'),
    SourceVersion: '1',
    LaunchTemplateData: { InstanceType: 't3.small' },
  })),
  step(
    'RunInstances',
    (id) => launch(id, { IamInstanceProfile: { Name: 'web' }, KeyName: 'pair' }),
    { instance: 'Instances.0.InstanceId' },
  ),
  step(
    'DescribeIamInstanceProfileAssociations',
    {},
    { profileAssociation: 'IamInstanceProfileAssociations.0.AssociationId' },
  ),
  step('RunInstances', (id) => launch(id), { plain: 'Instances.0.InstanceId' }),
  step('RunInstances', (id) => launch(id), { stopped: 'Instances.0.InstanceId' }),
  step('RunInstances', (id) => launch(id, { InstanceType: 'm8i.large' }), {
    large: 'Instances.0.InstanceId',
  }),
  step('StopInstances', (id) => ({ InstanceIds: [id('stopped'), id('large')] })),
  step('DescribeInstances', {}),
  step('RunInstances', (id) => launch(id, { InstanceMarketOptions: { MarketType: 'spot' } }), {
    spot: 'Instances.0.InstanceId',
  }),
  step(
    'DescribeSpotInstanceRequests',
    {},
    { spotRequest: 'SpotInstanceRequests.0.SpotInstanceRequestId' },
  ),
  step(
    'AttachNetworkInterface',
    (id) => ({ NetworkInterfaceId: id('boundInterface'), InstanceId: id('plain'), DeviceIndex: 1 }),
    { attachment: 'AttachmentId' },
  ),
  step(
    'AllocateHosts',
    { InstanceFamily: 'm5', AvailabilityZone: 'ap-northeast-2a', Quantity: 1 },
    { host: 'HostIds.0' },
  ),
  step(
    'RequestSpotFleet',
    (id) => ({
      SpotFleetRequestConfig: {
        IamFleetRole: 'arn:aws:iam::123456789012:role/fleet',
        TargetCapacity: 1,
        LaunchSpecifications: [
          { ImageId: id('publicImage'), InstanceType: 't3.micro', SubnetId: id('subnet') },
        ],
      },
    }),
    { spotFleet: 'SpotFleetRequestId' },
  ),
  step('CreateCapacityReservation', reservation, {
    reservation: 'CapacityReservation.CapacityReservationId',
  }),
  step('CreateCapacityReservation', reservation, {
    otherReservation: 'CapacityReservation.CapacityReservationId',
  }),
  step(
    'CreateInstanceEventWindow',
    { Name: 'night', CronExpression: '* 21-23 * * 2,3' },
    { window: 'InstanceEventWindow.InstanceEventWindowId' },
  ),
  step('AssociateInstanceEventWindow', (id) => ({
    InstanceEventWindowId: id('window'),
    AssociationTarget: { InstanceIds: [id('instance')] },
  })),
  step(
    'CreateInstanceEventWindow',
    { Name: 'day', CronExpression: '* 9-12 * * 2,3' },
    { bareWindow: 'InstanceEventWindow.InstanceEventWindowId' },
  ),
  step(
    'CreateFleet',
    (id) => ({
      Type: 'maintain',
      LaunchTemplateConfigs: [
        { LaunchTemplateSpecification: { LaunchTemplateId: id('template'), Version: '1' } },
      ],
      TargetCapacitySpecification: {
        TotalTargetCapacity: 1,
        DefaultTargetCapacityType: 'on-demand',
      },
    }),
    { fleet: 'FleetId' },
  ),
]

const volume = (AvailabilityZone = 'ap-northeast-2a') => ({
  AvailabilityZone,
  Size: 4,
  VolumeType: 'gp3',
})
const storage: readonly Step[] = [
  step('CreateVolume', volume(), { volume: 'VolumeId' }),
  step('CreateVolume', volume(), { dataVolume: 'VolumeId' }),
  step('AttachVolume', (id) => ({
    VolumeId: id('dataVolume'),
    InstanceId: id('plain'),
    Device: '/dev/sdf',
  })),
  step('CreateVolume', volume(), { recycledVolume: 'VolumeId' }),
  step('DeleteVolume', (id) => ({ VolumeId: id('recycledVolume') })),
  ...['snapshot', 'bareSnapshot', 'lockedSnapshot', 'archivedSnapshot', 'recycledSnapshot'].map(
    (name) =>
      step('CreateSnapshot', (id: Ids) => ({ VolumeId: id('volume') }), { [name]: 'SnapshotId' }),
  ),
  step('DescribeSnapshots', { OwnerIds: ['self'] }),
  step('LockSnapshot', (id) => ({
    SnapshotId: id('lockedSnapshot'),
    LockMode: 'governance',
    LockDuration: 10,
  })),
  step('ModifySnapshotTier', (id) => ({
    SnapshotId: id('archivedSnapshot'),
    StorageTier: 'archive',
  })),
  step('DeleteSnapshot', (id) => ({ SnapshotId: id('recycledSnapshot') })),
  step('EnableFastSnapshotRestores', (id) => ({
    SourceSnapshotIds: [id('snapshot')],
    AvailabilityZones: ['ap-northeast-2a'],
  })),
  ...['golden', 'disabled', 'recycled'].map((name) =>
    step('CreateImage', (id: Ids) => ({ InstanceId: id('stopped'), Name: name }), {
      [`${name}Image`]: 'ImageId',
    }),
  ),
  step('DescribeImages', { Owners: ['self'] }),
  step('DisableImage', (id) => ({ ImageId: id('disabledImage') })),
  step('EnableImageDeregistrationProtection', (id) => ({ ImageId: id('disabledImage') })),
  step('DeregisterImage', (id) => ({ ImageId: id('recycledImage') })),
  step(
    'CreateImageUsageReport',
    (id) => ({ ImageId: id('goldenImage'), ResourceTypes: [{ ResourceType: 'ec2:Instance' }] }),
    { report: 'ReportId' },
  ),
  step('CreateReplaceRootVolumeTask', (id) => ({ InstanceId: id('instance') }), {
    task: 'ReplaceRootVolumeTask.ReplaceRootVolumeTaskId',
  }),
]

/** A Region whose default VPC was deleted. */
const without: readonly Step[] = [
  step('DescribeVpcs', {}, { goneVpc: 'Vpcs.0.VpcId' }),
  step('DescribeInternetGateways', {}, { goneGateway: 'InternetGateways.0.InternetGatewayId' }),
  step(
    'DescribeSubnets',
    {},
    { gone0: 'Subnets.0.SubnetId', gone1: 'Subnets.1.SubnetId', gone2: 'Subnets.2.SubnetId' },
  ),
  step('DetachInternetGateway', (id) => ({
    InternetGatewayId: id('goneGateway'),
    VpcId: id('goneVpc'),
  })),
  ...['gone0', 'gone1', 'gone2'].map((name) =>
    step('DeleteSubnet', (id: Ids) => ({ SubnetId: id(name) })),
  ),
  step('DeleteVpc', (id) => ({ VpcId: id('goneVpc') })),
  step('DeleteInternetGateway', (id) => ({ InternetGatewayId: id('goneGateway') })),
].map((each) => ({ ...each, elsewhere: true }))

/** In the order in which things need each other. */
export const steps: readonly Step[] = [
  ...network,
  ...transit,
  ...vpn,
  ...compute,
  ...storage,
  ...further,
  ...without,
]
