import type { NetworkInterface } from '@aws-sdk/client-ec2'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { Context } from '../../../engine/context.ts'
import { privateDnsName, publicDnsName } from '../addresses/dns-names.ts'
import type { FilterFields } from '../filters.ts'
import { byId, byIndex, byPath } from '../narrow.ts'
import { subnets } from '../subnets/subnet.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import { givesPublicDnsNames } from '../vpcs/vpc.ts'
import { describeIpv6Addresses } from './ipv6-addresses.ts'
import { describePrefixes } from './prefixes.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
  type PrivateAddress,
} from './network-interface.ts'

/** As DescribeNetworkInterfaces gives it. */
export function toNetworkInterface(ctx: Context, eni: NetworkInterfaceRecord): NetworkInterface {
  const { attachment } = eni
  return {
    NetworkInterfaceId: eni.id,
    SubnetId: eni.subnetId,
    VpcId: eni.vpcId,
    AvailabilityZone: eni.availabilityZone,
    AvailabilityZoneId: zoneIdOf(eni.availabilityZone),
    Description: eni.description,
    OwnerId: ctx.account,
    RequesterId: eni.requesterId,
    RequesterManaged: eni.requesterManaged,
    // The SDK's enum misspells what the service answers (`nat_gateway`).
    InterfaceType: eni.interfaceType as NetworkInterface['InterfaceType'],
    Status: eni.status,
    MacAddress: eni.macAddress,
    PrivateIpAddress: eni.privateIpAddress,
    PrivateDnsName: dnsNameOf(ctx, eni),
    SourceDestCheck: eni.sourceDestCheck,
    Groups: eni.groupIds.map((GroupId) => ({
      GroupId,
      GroupName: ctx.db.get(securityGroups, GroupId)?.name,
    })),
    Association: toAssociation(ctx, eni, primaryOf(eni)),
    PrivateIpAddresses: eni.privateIpAddresses.map((address) => ({
      Primary: address.primary,
      PrivateIpAddress: address.address,
      PrivateDnsName: privateDnsName(address.address, ctx.region),
      Association: toAssociation(ctx, eni, address),
    })),
    Ipv6Addresses: describeIpv6Addresses(eni),
    ...describePrefixes(eni),
    Ipv6Address: eni.ipv6Addresses[0],
    Attachment: attachment && {
      AttachmentId: attachment.attachmentId,
      AttachTime: new Date(attachment.attachTime),
      DeleteOnTermination: attachment.deleteOnTermination,
      DeviceIndex: attachment.deviceIndex,
      NetworkCardIndex: attachment.networkCardIndex,
      InstanceId: attachment.instanceId,
      InstanceOwnerId: attachment.instanceOwnerId,
      Status: attachment.status,
    },
    TagSet: [...eni.tags],
  }
}

function toAssociation(
  ctx: Context,
  eni: NetworkInterfaceRecord,
  address: PrivateAddress | undefined,
): NetworkInterface['Association'] {
  const association = address?.association
  return (
    association && {
      IpOwnerId: association.ipOwnerId,
      PublicIp: association.publicIp,
      PublicDnsName: publicNameOf(ctx, eni, association.publicIp),
      AllocationId: association.allocationId,
      AssociationId: association.associationId,
    }
  )
}

function publicNameOf(ctx: Context, { vpcId }: NetworkInterfaceRecord, publicIp: string): string {
  return givesPublicDnsNames(ctx.db, vpcId) ? publicDnsName(publicIp, ctx.region) : ''
}

function dnsNameOf(
  { region }: Context,
  { privateIpAddress }: NetworkInterfaceRecord,
): string | undefined {
  return privateIpAddress && privateDnsName(privateIpAddress, region)
}

function primaryOf(eni: NetworkInterfaceRecord): PrivateAddress | undefined {
  return eni.privateIpAddresses.find(({ primary }) => primary)
}

export function networkInterfaceFilters(ctx: Context): FilterFields<NetworkInterfaceRecord> {
  return {
    fields: {
      'association.allocation-id': (eni) => primaryOf(eni)?.association?.allocationId,
      'association.association-id': (eni) => primaryOf(eni)?.association?.associationId,
      'association.ip-owner-id': (eni) => primaryOf(eni)?.association?.ipOwnerId,
      'association.public-ip': (eni) => primaryOf(eni)?.association?.publicIp,
      'association.public-dns-name': (eni) => {
        const publicIp = primaryOf(eni)?.association?.publicIp
        return publicIp && publicNameOf(ctx, eni, publicIp)
      },
      'addresses.association.owner-id': (eni) =>
        eni.privateIpAddresses.map(({ association }) => association?.ipOwnerId),
      'addresses.association.public-ip': (eni) =>
        eni.privateIpAddresses.map(({ association }) => association?.publicIp),
      'addresses.primary': (eni) => eni.privateIpAddresses.map(({ primary }) => primary),
      'addresses.private-ip-address': (eni) => eni.privateIpAddresses.map(({ address }) => address),
      'attachment.attach-time': ({ attachment }) =>
        attachment && new Date(attachment.attachTime).toISOString(),
      'attachment.attachment-id': ({ attachment }) => attachment?.attachmentId,
      'attachment.delete-on-termination': ({ attachment }) => attachment?.deleteOnTermination,
      'attachment.device-index': ({ attachment }) => attachment?.deviceIndex,
      'attachment.instance-id': ({ attachment }) => attachment?.instanceId,
      'attachment.instance-owner-id': ({ attachment }) => attachment?.instanceOwnerId,
      'attachment.status': ({ attachment }) => attachment?.status,
      'availability-zone': (eni) => eni.availabilityZone,
      'availability-zone-id': (eni) => zoneIdOf(eni.availabilityZone),
      description: (eni) => eni.description,
      'group-id': (eni) => eni.groupIds,
      'group-name': (eni) => eni.groupIds.map((id) => ctx.db.get(securityGroups, id)?.name),
      'ipv6-addresses.ipv6-address': (eni) => eni.ipv6Addresses,
      'interface-type': (eni) => eni.interfaceType,
      'mac-address': (eni) => eni.macAddress,
      'network-interface-id': (eni) => eni.id,
      'operator.managed': () => false,
      'operator.principal': () => undefined,
      'owner-id': () => ctx.account,
      'private-dns-name': (eni) => dnsNameOf(ctx, eni),
      'private-ip-address': (eni) => eni.privateIpAddresses.map(({ address }) => address),
      'requester-id': (eni) => eni.requesterId,
      'requester-managed': (eni) => eni.requesterManaged,
      'source-dest-check': (eni) => eni.sourceDestCheck,
      status: (eni) => eni.status,
      'subnet-id': (eni) => eni.subnetId,
      'vpc-id': (eni) => eni.vpcId,
    },
    narrow,
    tags: (eni) => eni.tags,
  }
}

const narrow = {
  'attachment.attachment-id': byIndex(networkInterfaces, 'attachment'),
  'attachment.instance-id': byIndex(networkInterfaces, 'instance'),
  'group-id': byIndex(networkInterfaces, 'group'),
  'network-interface-id': byId(networkInterfaces),
  'subnet-id': byIndex(networkInterfaces, 'subnet'),
  'private-ip-address': byPath(byPrivateAddress),
  'addresses.private-ip-address': byPath(byPrivateAddress),
}

/** Of every subnet that may have the address. */
function byPrivateAddress(db: ReadRecords, address: string): readonly string[] {
  return db
    .all(subnets)
    .flatMap((subnet) => db.by(networkInterfaces, 'address', `${subnet.id}/${address}`))
    .map(({ id }) => id)
}
