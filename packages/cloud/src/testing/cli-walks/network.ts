import { gone, is, keep, named, refused, tagging, type Step, type Walk } from './walk.ts'

/** A VPC with one subnet, for what needs a place, and its end. */
export const place: readonly Step[] = [
  ['create-vpc --cidr-block 10.0.0.0/16', 'Vpc.VpcId', keep('vpc')],
  [
    'create-subnet --vpc-id $vpc --cidr-block 10.0.0.0/24 --availability-zone ap-northeast-2a',
    'Subnet.SubnetId',
    keep('subnet'),
  ],
]
export const placeGone: readonly Step[] = [
  ['delete-subnet --subnet-id $subnet'],
  ['delete-vpc --vpc-id $vpc'],
]

/** VPCs and what divides and guards them. */
export const networkWalks: readonly Walk[] = [
  {
    resource: 'a VPC',
    steps: [
      [`create-vpc --cidr-block 10.1.0.0/16 ${named('vpc')}`, 'Vpc.VpcId', keep('vpc')],
      [
        'describe-vpcs --filters Name=tag:Name,Values=wa* Name=cidr,Values=10.1.0.0/16',
        'Vpcs[].[VpcId,State,Tags[0].Value]',
        is([['$vpc', 'available', 'walk']]),
      ],
      ...tagging('vpc', 'vpc'),
      ['modify-vpc-attribute --vpc-id $vpc --enable-dns-hostnames'],
      [
        'describe-vpc-attribute --vpc-id $vpc --attribute enableDnsHostnames',
        'EnableDnsHostnames.Value',
        is(true),
      ],
      [
        'associate-vpc-cidr-block --vpc-id $vpc --cidr-block 10.2.0.0/16',
        'CidrBlockAssociation.AssociationId',
        keep('block'),
      ],
      [
        'describe-vpcs --vpc-ids $vpc',
        'Vpcs[0].CidrBlockAssociationSet[].[CidrBlock,CidrBlockState.State]',
        is([
          ['10.1.0.0/16', 'associated'],
          ['10.2.0.0/16', 'associated'],
        ]),
      ],
      ['disassociate-vpc-cidr-block --association-id $block'],
      ['delete-vpc --vpc-id $vpc'],
      ['describe-vpcs --filters Name=vpc-id,Values=$vpc', 'Vpcs', gone],
      ['describe-vpcs --vpc-ids $vpc', undefined, refused('InvalidVpcID.NotFound')],
    ],
  },
  {
    resource: 'a subnet and its CIDR reservation',
    steps: [
      ['create-vpc --cidr-block 10.0.0.0/16', 'Vpc.VpcId', keep('vpc')],
      [
        `create-subnet --vpc-id $vpc --cidr-block 10.0.1.0/24 ${named('subnet')}`,
        'Subnet.SubnetId',
        keep('subnet'),
      ],
      [
        'describe-subnets --filters Name=vpc-id,Values=$vpc Name=tag-key,Values=Name',
        'Subnets[].[SubnetId,AvailableIpAddressCount,MapPublicIpOnLaunch]',
        is([['$subnet', 251, false]]),
      ],
      ...tagging('subnet', 'subnet'),
      ['modify-subnet-attribute --subnet-id $subnet --map-public-ip-on-launch'],
      ['describe-subnets --subnet-ids $subnet', 'Subnets[].MapPublicIpOnLaunch', is([true])],
      [
        'create-subnet-cidr-reservation --subnet-id $subnet --reservation-type prefix --cidr 10.0.1.16/28 --description walk',
        'SubnetCidrReservation.SubnetCidrReservationId',
        keep('reservation'),
      ],
      [
        'get-subnet-cidr-reservations --subnet-id $subnet --filters Name=reservationType,Values=prefix',
        'SubnetIpv4CidrReservations[].[SubnetCidrReservationId,Cidr,Description]',
        is([['$reservation', '10.0.1.16/28', 'walk']]),
      ],
      ['delete-subnet-cidr-reservation --subnet-cidr-reservation-id $reservation'],
      ['get-subnet-cidr-reservations --subnet-id $subnet', 'SubnetIpv4CidrReservations', gone],
      ...placeGone,
      ['describe-subnets --filters Name=subnet-id,Values=$subnet', 'Subnets', gone],
      ['describe-subnets --subnet-ids $subnet', undefined, refused('InvalidSubnetID.NotFound')],
    ],
  },
  {
    resource: 'a route table, its routes and an Internet gateway',
    steps: [
      ...place,
      [
        `create-internet-gateway ${named('internet-gateway')}`,
        'InternetGateway.InternetGatewayId',
        keep('gateway'),
      ],
      ...tagging('gateway', 'internet-gateway'),
      ['attach-internet-gateway --internet-gateway-id $gateway --vpc-id $vpc'],
      [
        'describe-internet-gateways --filters Name=attachment.vpc-id,Values=$vpc',
        'InternetGateways[].[InternetGatewayId,Attachments[0].State]',
        is([['$gateway', 'available']]),
      ],
      [
        `create-route-table --vpc-id $vpc ${named('route-table')}`,
        'RouteTable.RouteTableId',
        keep('table'),
      ],
      ...tagging('table', 'route-table'),
      [
        'create-route --route-table-id $table --destination-cidr-block 0.0.0.0/0 --gateway-id $gateway',
        'Return',
        is(true),
      ],
      [
        'associate-route-table --route-table-id $table --subnet-id $subnet',
        'AssociationId',
        keep('association'),
      ],
      [
        'describe-route-tables --filters Name=association.subnet-id,Values=$subnet Name=route.gateway-id,Values=$gateway',
        'RouteTables[].Routes[].[DestinationCidrBlock,GatewayId,State]',
        is([
          ['10.0.0.0/16', 'local', 'active'],
          ['0.0.0.0/0', '$gateway', 'active'],
        ]),
      ],
      ['detach-internet-gateway --internet-gateway-id $gateway --vpc-id $vpc'],
      [
        'describe-route-tables --route-table-ids $table',
        "RouteTables[0].Routes[?GatewayId=='$gateway'].State",
        is(['blackhole']),
      ],
      ['delete-route --route-table-id $table --destination-cidr-block 0.0.0.0/0'],
      ['disassociate-route-table --association-id $association'],
      ['delete-route-table --route-table-id $table'],
      ['describe-route-tables --filters Name=route-table-id,Values=$table', 'RouteTables', gone],
      ['delete-internet-gateway --internet-gateway-id $gateway'],
      [
        'describe-internet-gateways --internet-gateway-ids $gateway',
        undefined,
        refused('InvalidInternetGatewayID.NotFound'),
      ],
      ...placeGone,
    ],
  },
  {
    resource: 'a security group and its rules',
    steps: [
      ...place,
      [
        `create-security-group --group-name walk --description 'a walk' --vpc-id $vpc ${named('security-group')}`,
        'GroupId',
        keep('group'),
      ],
      ...tagging('group', 'security-group'),
      [
        'authorize-security-group-ingress --group-id $group --protocol tcp --port 80-81 --cidr 10.0.0.0/8',
        'SecurityGroupRules[0].SecurityGroupRuleId',
        keep('rule'),
      ],
      [
        'describe-security-groups --filters Name=vpc-id,Values=$vpc Name=ip-permission.from-port,Values=80',
        'SecurityGroups[].[GroupName,IpPermissions[0].IpRanges[0].CidrIp]',
        is([['walk', '10.0.0.0/8']]),
      ],
      [
        "modify-security-group-rules --group-id $group --security-group-rules 'SecurityGroupRuleId=$rule,SecurityGroupRule={IpProtocol=tcp,FromPort=443,ToPort=443,CidrIpv4=10.0.0.0/16,Description=inside}'",
        'Return',
        is(true),
      ],
      [
        'describe-security-group-rules --filters Name=group-id,Values=$group',
        'SecurityGroupRules[?!IsEgress].[FromPort,CidrIpv4,Description]',
        is([[443, '10.0.0.0/16', 'inside']]),
      ],
      ['revoke-security-group-ingress --group-id $group --security-group-rule-ids $rule'],
      [
        'describe-security-group-rules --filters Name=group-id,Values=$group',
        'SecurityGroupRules[].IsEgress',
        is([true]),
      ],
      ['delete-security-group --group-id $group'],
      ['describe-security-groups --group-ids $group', undefined, refused('InvalidGroup.NotFound')],
      ...placeGone,
    ],
  },
  {
    resource: 'a network ACL',
    steps: [
      ...place,
      [
        `create-network-acl --vpc-id $vpc ${named('network-acl')}`,
        'NetworkAcl.NetworkAclId',
        keep('acl'),
      ],
      ...tagging('acl', 'network-acl'),
      [
        'create-network-acl-entry --network-acl-id $acl --ingress --rule-number 100 --protocol tcp --port-range From=22,To=22 --cidr-block 0.0.0.0/0 --rule-action allow',
      ],
      [
        'replace-network-acl-entry --network-acl-id $acl --ingress --rule-number 100 --protocol tcp --port-range From=22,To=23 --cidr-block 0.0.0.0/0 --rule-action deny',
      ],
      [
        'describe-network-acls --filters Name=vpc-id,Values=$vpc Name=default,Values=false Name=entry.rule-number,Values=100',
        'NetworkAcls[].Entries[?RuleNumber==`100`][].[RuleAction,PortRange.To,Protocol]',
        is([['deny', 23, '6']]),
      ],
      ['delete-network-acl-entry --network-acl-id $acl --ingress --rule-number 100'],
      ['delete-network-acl --network-acl-id $acl'],
      [
        'describe-network-acls --network-acl-ids $acl',
        undefined,
        refused('InvalidNetworkAclID.NotFound'),
      ],
      ...placeGone,
    ],
  },
  {
    resource: 'DHCP options',
    steps: [
      ...place,
      [
        `create-dhcp-options --dhcp-configurations Key=domain-name,Values=a.example Key=domain-name-servers,Values=10.0.0.2,10.0.0.3 ${named('dhcp-options')}`,
        'DhcpOptions.DhcpOptionsId',
        keep('options'),
      ],
      ...tagging('options', 'dhcp-options'),
      [
        'describe-dhcp-options --filters Name=key,Values=domain-name Name=value,Values=a.example',
        'DhcpOptions[].DhcpConfigurations[].[Key,Values[].Value]',
        is([
          ['domain-name', ['a.example']],
          ['domain-name-servers', ['10.0.0.2', '10.0.0.3']],
        ]),
      ],
      ['associate-dhcp-options --dhcp-options-id $options --vpc-id $vpc'],
      [
        'describe-vpcs --filters Name=dhcp-options-id,Values=$options',
        'Vpcs[].VpcId',
        is(['$vpc']),
      ],
      ['delete-dhcp-options --dhcp-options-id $options', undefined, refused('DependencyViolation')],
      ['associate-dhcp-options --dhcp-options-id default --vpc-id $vpc'],
      ['delete-dhcp-options --dhcp-options-id $options'],
      [
        'describe-dhcp-options --dhcp-options-ids $options',
        undefined,
        refused('InvalidDhcpOptionID.NotFound'),
      ],
      ...placeGone,
    ],
  },
]
