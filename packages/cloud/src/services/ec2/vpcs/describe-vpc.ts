import type { Vpc } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'
import type { VpcRecord } from './vpc.ts'

export function toVpc(vpc: VpcRecord, ownerId: string): Vpc {
  return {
    VpcId: vpc.id,
    OwnerId: ownerId,
    State: vpc.state,
    CidrBlock: vpc.cidrBlock,
    CidrBlockAssociationSet: [
      {
        AssociationId: vpc.cidrAssociationId,
        CidrBlock: vpc.cidrBlock,
        CidrBlockState: { State: 'associated' },
      },
    ],
    DhcpOptionsId: vpc.dhcpOptionsId,
    InstanceTenancy: vpc.instanceTenancy,
    IsDefault: vpc.isDefault,
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: [...vpc.tags],
  }
}

/** There is no IPv6 block on any VPC, so its filters match nothing. */
export function vpcFilters(ownerId: string): FilterFields<VpcRecord> {
  const none = () => undefined
  return {
    fields: {
      cidr: (vpc) => vpc.cidrBlock,
      'cidr-block': (vpc) => vpc.cidrBlock,
      'cidr-block-association.cidr-block': (vpc) => vpc.cidrBlock,
      'cidr-block-association.association-id': (vpc) => vpc.cidrAssociationId,
      'cidr-block-association.state': () => 'associated',
      'dhcp-options-id': (vpc) => vpc.dhcpOptionsId,
      dhcpOptionsId: (vpc) => vpc.dhcpOptionsId,
      'ipv6-cidr-block-association.ipv6-cidr-block': none,
      'ipv6-cidr-block-association.ipv6-pool': none,
      'ipv6-cidr-block-association.association-id': none,
      'ipv6-cidr-block-association.state': none,
      'is-default': (vpc) => vpc.isDefault,
      isDefault: (vpc) => vpc.isDefault,
      'owner-id': () => ownerId,
      state: (vpc) => vpc.state,
      'vpc-id': (vpc) => vpc.id,
    },
    tags: (vpc) => vpc.tags,
  }
}
