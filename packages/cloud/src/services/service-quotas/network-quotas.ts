import { securityGroupLimits } from '@brume/ec2-model'
import type { Quota } from './quota.ts'

const reached = (code: string, what: string): Quota['refusal'] => ({
  code,
  message: `The maximum number of ${what} has been reached.`,
})

/** https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
export const networkQuotas = {
  vpcs: {
    service: 'vpc',
    code: 'L-F678F1CE',
    name: 'VPCs per Region',
    value: 5,
    refusal: reached('VpcLimitExceeded', 'VPCs'),
  },
  subnetsPerVpc: {
    service: 'vpc',
    code: 'L-407747CB',
    name: 'Subnets per VPC',
    value: 200,
    refusal: reached('SubnetLimitExceeded', 'subnets'),
  },
  ipv4BlocksPerVpc: {
    service: 'vpc',
    code: 'L-83CA0A9D',
    name: 'IPv4 CIDR blocks per VPC',
    value: 5,
    refusal: {
      code: 'CidrLimitExceeded',
      message: "This network '{of}' has met its maximum number of allowed CIDRs: {limit}",
    },
  },
  ipv6BlocksPerVpc: {
    service: 'vpc',
    code: 'L-085A6257',
    name: 'IPv6 CIDR blocks per VPC',
    value: 5,
    refusal: {
      code: 'CidrLimitExceeded',
      message: "This network '{of}' has met its maximum number of allowed CIDRs: {limit}",
    },
  },
  internetGateways: {
    service: 'vpc',
    code: 'L-A4707A72',
    name: 'Internet gateways per Region',
    value: 5,
    refusal: reached('InternetGatewayLimitExceeded', 'internet gateways'),
  },
  egressOnlyInternetGateways: {
    service: 'vpc',
    code: 'L-45FE3B85',
    name: 'Egress-only internet gateways per Region',
    value: 5,
    refusal: reached('EgressOnlyInternetGatewayLimitExceeded', 'egress-only internet gateways'),
  },
  natGatewaysPerZone: {
    service: 'vpc',
    code: 'L-FE5A380F',
    name: 'NAT gateways per Availability Zone',
    value: 5,
    refusal: {
      code: 'NatGatewayLimitExceeded',
      message: 'Performing this operation would exceed the limit of {limit} NAT gateways',
    },
  },
  routeTablesPerVpc: {
    service: 'vpc',
    code: 'L-589F43AA',
    name: 'Route tables per VPC',
    value: 200,
    refusal: reached('RouteTableLimitExceeded', 'route tables'),
  },
  routesPerTable: {
    service: 'vpc',
    code: 'L-93826ACB',
    name: 'Routes per route table',
    value: 500,
    refusal: reached('RouteLimitExceeded', 'routes'),
  },
  networkAclsPerVpc: {
    service: 'vpc',
    code: 'L-B4A6D682',
    name: 'Network ACLs per VPC',
    value: 200,
    refusal: reached('NetworkAclLimitExceeded', 'network ACLs'),
  },
  rulesPerNetworkAcl: {
    service: 'vpc',
    code: 'L-2AEEBF1A',
    name: 'Rules per network ACL',
    value: 20,
    refusal: reached('NetworkAclEntryLimitExceeded', 'network acl entries'),
  },
  securityGroups: {
    service: 'vpc',
    code: 'L-E79EC296',
    name: 'VPC security groups per Region',
    value: 2500,
    refusal: reached('SecurityGroupLimitExceeded', 'security groups'),
  },
  rulesPerSecurityGroup: {
    service: 'vpc',
    code: 'L-0EA8095F',
    name: 'Inbound or outbound rules per security group',
    value: securityGroupLimits.rulesPerDirection,
    refusal: reached('RulesPerSecurityGroupLimitExceeded', 'rules per security group'),
  },
  groupsPerInterface: {
    service: 'vpc',
    code: 'L-2AFB9258',
    name: 'Security groups per network interface',
    value: securityGroupLimits.groupsPerInterface,
    refusal: {
      code: 'SecurityGroupsPerInterfaceLimitExceeded',
      message: 'The maximum number of security groups per interface has been reached: {limit}',
    },
  },
  networkInterfaces: {
    service: 'vpc',
    code: 'L-DF5E4CA3',
    name: 'Network interfaces per Region',
    value: 5000,
    applied: 100_000,
    refusal: reached('NetworkInterfaceLimitExceeded', 'network interfaces'),
  },
  activePeeringsPerVpc: {
    service: 'vpc',
    code: 'L-7E9ECCDB',
    name: 'Active VPC peering connections per VPC',
    value: 50,
    refusal: reached(
      'ActiveVpcPeeringConnectionPerVpcLimitExceeded',
      'active VPC peering connections',
    ),
  },
  outstandingPeerings: {
    service: 'vpc',
    code: 'L-DC9F7029',
    name: 'Outstanding VPC peering connection requests',
    value: 25,
    refusal: reached(
      'OutstandingVpcPeeringConnectionLimitExceeded',
      'outstanding VPC peering connection requests',
    ),
  },
  gatewayEndpoints: {
    service: 'vpc',
    code: 'L-1B52E74A',
    name: 'Gateway VPC endpoints per Region',
    value: 20,
    refusal: reached('VpcEndpointLimitExceeded', 'VPC endpoints'),
  },
  interfaceEndpointsPerVpc: {
    service: 'vpc',
    code: 'L-29B6F2EB',
    name: 'Interface VPC endpoints per VPC',
    value: 50,
    refusal: reached('VpcEndpointLimitExceeded', 'VPC endpoints'),
  },
  prefixLists: {
    service: 'vpc',
    name: 'Prefix lists per Region',
    value: 100,
    refusal: reached('PrefixListLimitExceeded', 'prefix lists'),
  },
} as const satisfies Record<string, Quota>
