import { filter, step, type Step } from './step.ts'

/** A VPC with everything that stands in one. */
export const networkSteps: readonly Step[] = [
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
    { subnet: 'Subnet.SubnetId' },
  ),
  step(
    'CreateSubnet',
    (id) => ({
      VpcId: id('vpc'),
      CidrBlock: '10.20.8.0/24',
      Ipv6CidrBlock: id('block6').replace('00::/56', '08::/64'),
    }),
    { subnetBlock: 'Subnet.Ipv6CidrBlockAssociationSet.0.AssociationId' },
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
