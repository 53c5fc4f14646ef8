import type {
  Subnet,
  SubnetCidrBlockStateCode,
  SubnetIpv6CidrBlockAssociation,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { countFreeAddresses } from '../addresses/private-address.ts'
import type { FilterFields } from '../filters.ts'
import {
  isIpv6Native,
  privateDnsNameOptionsOf,
  type SubnetIpv6Block,
  type SubnetRecord,
} from './subnet.ts'

export function toSubnet(ctx: Context, subnet: SubnetRecord): Subnet {
  const dns = privateDnsNameOptionsOf(subnet)
  return {
    SubnetId: subnet.id,
    SubnetArn: subnetArn(ctx, subnet),
    VpcId: subnet.vpcId,
    OwnerId: ctx.account,
    State: subnet.state,
    CidrBlock: subnet.cidrBlock,
    AvailableIpAddressCount: countFreeAddresses(ctx, subnet),
    AvailabilityZone: subnet.availabilityZone,
    AvailabilityZoneId: subnet.availabilityZoneId,
    DefaultForAz: subnet.defaultForAz,
    MapPublicIpOnLaunch: subnet.mapPublicIpOnLaunch,
    MapCustomerOwnedIpOnLaunch: false,
    AssignIpv6AddressOnCreation: subnet.assignIpv6AddressOnCreation ?? false,
    Ipv6CidrBlockAssociationSet: (subnet.ipv6Blocks ?? []).map((block) =>
      toIpv6Association(block, 'associated'),
    ),
    Ipv6Native: isIpv6Native(subnet),
    EnableDns64: subnet.enableDns64 ?? false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: dns.hostnameType,
      EnableResourceNameDnsARecord: dns.enableResourceNameDnsARecord,
      EnableResourceNameDnsAAAARecord: dns.enableResourceNameDnsAAAARecord,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: [...subnet.tags],
  }
}

export function toIpv6Association(
  { id, cidrBlock }: SubnetIpv6Block,
  state: SubnetCidrBlockStateCode,
): SubnetIpv6CidrBlockAssociation {
  return {
    AssociationId: id,
    Ipv6CidrBlock: cidrBlock,
    Ipv6CidrBlockState: { State: state },
    Ipv6AddressAttribute: 'public',
    IpSource: 'amazon',
  }
}

function subnetArn(ctx: Context, subnet: SubnetRecord): string {
  return `arn:aws:ec2:${ctx.region}:${ctx.account}:subnet/${subnet.id}`
}

/** Filters with AWS's other spellings; what no subnet here has (Outposts) matches nothing. */
export function subnetFilters(ctx: Context): FilterFields<SubnetRecord> {
  const none = () => undefined
  const no = () => false
  const zone = (subnet: SubnetRecord) => subnet.availabilityZone
  const zoneId = (subnet: SubnetRecord) => subnet.availabilityZoneId
  const cidr = (subnet: SubnetRecord) => subnet.cidrBlock
  const defaultForAz = (subnet: SubnetRecord) => subnet.defaultForAz
  const ipv6 = (read: (block: SubnetIpv6Block) => string) => (subnet: SubnetRecord) =>
    (subnet.ipv6Blocks ?? []).map(read)
  return {
    fields: {
      'availability-zone': zone,
      availabilityZone: zone,
      'availability-zone-id': zoneId,
      availabilityZoneId: zoneId,
      'available-ip-address-count': (subnet) => countFreeAddresses(ctx, subnet),
      'cidr-block': cidr,
      cidr,
      cidrBlock: cidr,
      'customer-owned-ipv4-pool': none,
      'default-for-az': defaultForAz,
      defaultForAz,
      'enable-dns64': (subnet) => subnet.enableDns64 ?? false,
      'enable-lni-at-device-index': none,
      'ipv6-cidr-block-association.ipv6-cidr-block': ipv6(({ cidrBlock }) => cidrBlock),
      'ipv6-cidr-block-association.association-id': ipv6(({ id }) => id),
      'ipv6-cidr-block-association.state': ipv6(() => 'associated'),
      'ipv6-native': isIpv6Native,
      'map-customer-owned-ip-on-launch': no,
      'map-public-ip-on-launch': (subnet) => subnet.mapPublicIpOnLaunch,
      'outpost-arn': none,
      'owner-id': () => ctx.account,
      'private-dns-name-options-on-launch.hostname-type': (subnet) =>
        privateDnsNameOptionsOf(subnet).hostnameType,
      'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': (subnet) =>
        privateDnsNameOptionsOf(subnet).enableResourceNameDnsARecord,
      'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': (subnet) =>
        privateDnsNameOptionsOf(subnet).enableResourceNameDnsAAAARecord,
      state: (subnet) => subnet.state,
      'subnet-arn': (subnet) => subnetArn(ctx, subnet),
      'subnet-id': (subnet) => subnet.id,
      'vpc-id': (subnet) => subnet.vpcId,
    },
    tags: (subnet) => subnet.tags,
  }
}
