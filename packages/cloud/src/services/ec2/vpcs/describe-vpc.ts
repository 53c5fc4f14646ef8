import type {
  Vpc,
  VpcCidrBlockAssociation,
  VpcCidrBlockStateCode,
  VpcIpv6CidrBlockAssociation,
} from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import { ipv4Associations, ipv6Associations, type CidrAssociation, type VpcRecord } from './vpc.ts'

export function toVpc(vpc: VpcRecord, ownerId: string, region: string): Vpc {
  return {
    VpcId: vpc.id,
    OwnerId: ownerId,
    State: vpc.state,
    CidrBlock: vpc.cidrBlock,
    CidrBlockAssociationSet: ipv4Associations(vpc).map((each) =>
      toIpv4Association(each, 'associated'),
    ),
    Ipv6CidrBlockAssociationSet: ipv6Associations(vpc).map((each) =>
      toIpv6Association(region, each, 'associated'),
    ),
    DhcpOptionsId: vpc.dhcpOptionsId,
    InstanceTenancy: vpc.instanceTenancy,
    IsDefault: vpc.isDefault,
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: [...vpc.tags],
  }
}

export function toIpv4Association(
  { id, cidrBlock }: CidrAssociation,
  state: VpcCidrBlockStateCode,
): VpcCidrBlockAssociation {
  return { AssociationId: id, CidrBlock: cidrBlock, CidrBlockState: { State: state } }
}

export function toIpv6Association(
  region: string,
  { id, cidrBlock }: CidrAssociation,
  state: VpcCidrBlockStateCode,
): VpcIpv6CidrBlockAssociation {
  return {
    AssociationId: id,
    Ipv6CidrBlock: cidrBlock,
    Ipv6CidrBlockState: { State: state },
    Ipv6Pool: 'Amazon',
    Ipv6AddressAttribute: 'public',
    IpSource: 'amazon',
    NetworkBorderGroup: region,
  }
}

export function vpcFilters(ownerId: string): FilterFields<VpcRecord> {
  return {
    fields: {
      cidr: (vpc) => vpc.cidrBlock,
      'cidr-block': (vpc) => vpc.cidrBlock,
      'cidr-block-association.cidr-block': (vpc) =>
        ipv4Associations(vpc).map(({ cidrBlock }) => cidrBlock),
      'cidr-block-association.association-id': (vpc) => ipv4Associations(vpc).map(({ id }) => id),
      'cidr-block-association.state': () => 'associated',
      'dhcp-options-id': (vpc) => vpc.dhcpOptionsId,
      dhcpOptionsId: (vpc) => vpc.dhcpOptionsId,
      'ipv6-cidr-block-association.ipv6-cidr-block': (vpc) =>
        ipv6Associations(vpc).map(({ cidrBlock }) => cidrBlock),
      'ipv6-cidr-block-association.ipv6-pool': (vpc) => ipv6Associations(vpc).map(() => 'Amazon'),
      'ipv6-cidr-block-association.association-id': (vpc) =>
        ipv6Associations(vpc).map(({ id }) => id),
      'ipv6-cidr-block-association.state': (vpc) => ipv6Associations(vpc).map(() => 'associated'),
      'is-default': (vpc) => vpc.isDefault,
      isDefault: (vpc) => vpc.isDefault,
      'owner-id': () => ownerId,
      state: (vpc) => vpc.state,
      'vpc-id': (vpc) => vpc.id,
    },
    tags: (vpc) => vpc.tags,
  }
}
