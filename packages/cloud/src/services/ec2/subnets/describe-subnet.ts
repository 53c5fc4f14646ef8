import type { Subnet } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { countFreeAddresses } from '../addresses/private-address.ts'
import type { FilterFields } from '../filters.ts'
import type { SubnetRecord } from './subnet.ts'

export function toSubnet(ctx: Context, subnet: SubnetRecord): Subnet {
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
    AssignIpv6AddressOnCreation: false,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    EnableDns64: false,
    PrivateDnsNameOptionsOnLaunch: {
      HostnameType: 'ip-name',
      EnableResourceNameDnsARecord: false,
      EnableResourceNameDnsAAAARecord: false,
    },
    BlockPublicAccessStates: { InternetGatewayBlockMode: 'off' },
    Tags: [...subnet.tags],
  }
}

function subnetArn(ctx: Context, subnet: SubnetRecord): string {
  return `arn:aws:ec2:${ctx.region}:${ctx.account}:subnet/${subnet.id}`
}

/** Filters with AWS's other spellings; what no subnet here has (IPv6, Outposts) matches nothing. */
export function subnetFilters(ctx: Context): FilterFields<SubnetRecord> {
  const none = () => undefined
  const no = () => false
  const zone = (subnet: SubnetRecord) => subnet.availabilityZone
  const zoneId = (subnet: SubnetRecord) => subnet.availabilityZoneId
  const cidr = (subnet: SubnetRecord) => subnet.cidrBlock
  const defaultForAz = (subnet: SubnetRecord) => subnet.defaultForAz
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
      'enable-dns64': no,
      'enable-lni-at-device-index': none,
      'ipv6-cidr-block-association.ipv6-cidr-block': none,
      'ipv6-cidr-block-association.association-id': none,
      'ipv6-cidr-block-association.state': none,
      'ipv6-native': no,
      'map-customer-owned-ip-on-launch': no,
      'map-public-ip-on-launch': (subnet) => subnet.mapPublicIpOnLaunch,
      'outpost-arn': none,
      'owner-id': () => ctx.account,
      'private-dns-name-options-on-launch.hostname-type': () => 'ip-name',
      'private-dns-name-options-on-launch.enable-resource-name-dns-a-record': no,
      'private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record': no,
      state: (subnet) => subnet.state,
      'subnet-arn': (subnet) => subnetArn(ctx, subnet),
      'subnet-id': (subnet) => subnet.id,
      'vpc-id': (subnet) => subnet.vpcId,
    },
    tags: (subnet) => subnet.tags,
  }
}
