import type {
  CapacityReservationSpecificationResponse,
  Instance,
  InstanceNetworkInterface,
} from '@aws-sdk/client-ec2'
import type { ReadRecords } from '../../../engine/collection.ts'
import { privateDnsName, publicDnsName } from '../addresses/dns-names.ts'
import { describeIpv6Addresses } from '../network-interfaces/ipv6-addresses.ts'
import type {
  NetworkInterfaceRecord,
  PrivateAddress,
} from '../network-interfaces/network-interface.ts'
import { describePrefixes } from '../network-interfaces/prefixes.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import type { VolumeRecord } from '../volumes/volume.ts'
import { givesPublicDnsNames } from '../vpcs/vpc.ts'
import type { InstanceRecord } from './instance.ts'

export function describeBlockDevice(
  instance: InstanceRecord,
  volume: VolumeRecord,
): NonNullable<Instance['BlockDeviceMappings']>[number] {
  const attachment = volume.attachments.find((each) => each.instanceId === instance.id)
  return {
    DeviceName: attachment?.device,
    Ebs: {
      AttachTime: attachment && new Date(attachment.attachTime),
      DeleteOnTermination: attachment?.deleteOnTermination,
      // The disks of a launch are attached while it is pending.
      Status:
        instance.state === 'pending' && !instance.everRan
          ? 'attaching'
          : attachment?.state === 'busy'
            ? 'attached'
            : attachment?.state,
      VolumeId: volume.id,
    },
  }
}

export function describeInterface(
  db: ReadRecords,
  region: string,
  eni: NetworkInterfaceRecord,
): InstanceNetworkInterface {
  const { attachment } = eni
  return {
    Association: describeAssociation(
      db,
      region,
      eni,
      eni.privateIpAddresses.find((each) => each.primary),
    ),
    Attachment: attachment && {
      AttachTime: new Date(attachment.attachTime),
      AttachmentId: attachment.attachmentId,
      DeleteOnTermination: attachment.deleteOnTermination,
      DeviceIndex: attachment.deviceIndex,
      NetworkCardIndex: attachment.networkCardIndex,
      Status: attachment.status,
    },
    Description: eni.description,
    Groups: describeGroups(db, eni),
    InterfaceType: eni.interfaceType,
    Ipv6Addresses: describeIpv6Addresses(eni),
    ...describePrefixes(eni),
    MacAddress: eni.macAddress,
    NetworkInterfaceId: eni.id,
    Operator: { Managed: false },
    OwnerId: attachment?.instanceOwnerId,
    PrivateDnsName: eni.privateIpAddress && privateDnsName(eni.privateIpAddress, region),
    PrivateIpAddress: eni.privateIpAddress,
    PrivateIpAddresses: eni.privateIpAddresses.map((address) => ({
      Association: describeAssociation(db, region, eni, address),
      Primary: address.primary,
      PrivateDnsName: privateDnsName(address.address, region),
      PrivateIpAddress: address.address,
    })),
    SourceDestCheck: eni.sourceDestCheck,
    Status: eni.status,
    SubnetId: eni.subnetId,
    VpcId: eni.vpcId,
  }
}

function describeAssociation(
  db: ReadRecords,
  region: string,
  eni: NetworkInterfaceRecord,
  address: PrivateAddress | undefined,
): InstanceNetworkInterface['Association'] {
  const association = address?.association
  return (
    association && {
      IpOwnerId: association.ipOwnerId,
      PublicDnsName: describePublicName(db, region, eni, association.publicIp),
      PublicIp: association.publicIp,
    }
  )
}

export function describePublicName(
  db: ReadRecords,
  region: string,
  { vpcId }: NetworkInterfaceRecord,
  publicIp: string,
): string {
  return givesPublicDnsNames(db, vpcId) ? publicDnsName(publicIp, region) : ''
}

export function describeGroups(
  db: ReadRecords,
  eni: NetworkInterfaceRecord,
): { GroupId: string; GroupName: string | undefined }[] {
  return eni.groupIds.map((GroupId) => ({
    GroupId,
    GroupName: db.get(securityGroups, GroupId)?.name,
  }))
}

/** A target stands for itself. */
export function describeReservationWish(
  instance: InstanceRecord,
): CapacityReservationSpecificationResponse {
  const { capacityReservationPreference, capacityReservationTarget: target } = instance
  return target === undefined
    ? { CapacityReservationPreference: capacityReservationPreference }
    : { CapacityReservationTarget: { CapacityReservationId: target } }
}
