import type { Instance, InstanceNetworkInterface, Reservation } from '@aws-sdk/client-ec2'
import { instanceStateCodes } from '@brume/ec2-model'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Records } from '../../../engine/collection.ts'
import { dependency, view } from '../../../engine/view.ts'
import { privateDnsName, publicDnsName } from '../addresses/dns-names.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
  type PrivateAddress,
} from '../network-interfaces/network-interface.ts'
import { securityGroups } from '../security-groups/security-group.ts'
import { volumes, type VolumeRecord } from '../volumes/volume.ts'
import { givesPublicDnsNames } from '../vpcs/vpc.ts'
import { instances, type InstanceRecord } from './instance.ts'

/** An instance with the answers that describe it; the same object as long as nothing about it changes. */
export interface DescribedInstance {
  readonly record: InstanceRecord
  readonly instance: Instance
  /** Its reservation with this instance alone: most have no other. */
  readonly alone: Reservation
}

export const instanceView = view({
  of: instances,
  dependsOn: [
    dependency(networkInterfaces, ({ attachment }) => (attachment ? [attachment.instanceId] : [])),
    dependency(volumes, ({ attachments }) => attachments.map(({ instanceId }) => instanceId)),
  ],
  compute: (db, record): DescribedInstance => {
    const instance = describeInstance(db, record)
    return { record, instance, alone: makeReservation(record, [instance]) }
  },
})

export function makeReservation(
  { reservationId, ownerId }: InstanceRecord,
  members: Instance[],
): Reservation {
  return { ReservationId: reservationId, OwnerId: ownerId, Groups: [], Instances: members }
}

function describeInstance(db: Records, instance: InstanceRecord): Instance {
  const region = instance.availabilityZone.slice(0, -1)
  const enis = db
    .by(networkInterfaces, 'instance', instance.id)
    .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
  const primary = enis[0]
  const publicIp = primary?.privateIpAddresses.find((each) => each.primary)?.association?.publicIp
  return {
    AmiLaunchIndex: instance.launchIndex,
    Architecture: instance.architecture,
    BlockDeviceMappings: db
      .by(volumes, 'instance', instance.id)
      .map((volume) => describeBlockDevice(instance, volume)),
    BootMode: instance.bootMode,
    CapacityReservationSpecification: {
      CapacityReservationPreference: instance.capacityReservationPreference,
    },
    ClientToken: instance.clientToken,
    CpuOptions: {
      CoreCount: instance.cpuOptions.coreCount,
      ThreadsPerCore: instance.cpuOptions.threadsPerCore,
    },
    CurrentInstanceBootMode: instance.bootMode === 'legacy-bios' ? 'legacy-bios' : 'uefi',
    EbsOptimized: instance.ebsOptimized,
    EnaSupport: instance.enaSupport,
    EnclaveOptions: { Enabled: instance.enclaveEnabled },
    HibernationOptions: { Configured: instance.hibernationConfigured },
    Hypervisor: 'xen',
    IamInstanceProfile: instance.iamInstanceProfile && {
      Arn: instance.iamInstanceProfile.arn,
      Id: instance.iamInstanceProfile.id,
    },
    ImageId: instance.imageId,
    InstanceId: instance.id,
    InstanceLifecycle: instance.lifecycle,
    InstanceType: instance.instanceType as Instance['InstanceType'],
    KeyName: instance.keyName,
    LaunchTime: new Date(instance.launchTime),
    MaintenanceOptions: {
      AutoRecovery: instance.autoRecovery,
      RebootMigration: instance.rebootMigration ?? 'default',
    },
    MetadataOptions: {
      State: instance.metadataOptions.state,
      HttpTokens: instance.metadataOptions.httpTokens,
      HttpPutResponseHopLimit: instance.metadataOptions.httpPutResponseHopLimit,
      HttpEndpoint: instance.metadataOptions.httpEndpoint,
      HttpProtocolIpv6: instance.metadataOptions.httpProtocolIpv6,
      InstanceMetadataTags: instance.metadataOptions.instanceMetadataTags,
    },
    Monitoring: { State: instance.monitoring },
    NetworkInterfaces: enis.map((eni) => describeInterface(db, region, eni)),
    NetworkPerformanceOptions: { BandwidthWeighting: 'default' },
    Operator: { Managed: false },
    Placement: {
      AvailabilityZone: instance.availabilityZone,
      AvailabilityZoneId: zoneIdOf(instance.availabilityZone),
      GroupName: instance.placement.groupName ?? '',
      PartitionNumber: instance.placement.partitionNumber,
      HostId: instance.placement.hostId,
      Affinity: instance.placement.affinity,
      Tenancy: instance.placement.tenancy,
    },
    Platform: instance.platform === 'windows' ? 'Windows' : undefined,
    PlatformDetails: instance.platformDetails,
    PrivateDnsName: primary ? instance.privateDnsName : '',
    PrivateDnsNameOptions: primary && {
      HostnameType: instance.privateDnsNameOptions.hostnameType,
      EnableResourceNameDnsARecord: instance.privateDnsNameOptions.enableResourceNameDnsARecord,
      EnableResourceNameDnsAAAARecord:
        instance.privateDnsNameOptions.enableResourceNameDnsAAAARecord,
    },
    PrivateIpAddress: primary?.privateIpAddress,
    ProductCodes: instance.productCodes.map(({ id, type }) => ({
      ProductCodeId: id,
      ProductCodeType: type,
    })),
    PublicDnsName: publicIp && primary ? describePublicName(db, region, primary, publicIp) : '',
    PublicIpAddress: publicIp,
    RootDeviceName: instance.rootDeviceName,
    RootDeviceType: instance.rootDeviceType,
    SecurityGroups: primary ? describeGroups(db, primary) : [],
    SourceDestCheck: primary?.sourceDestCheck,
    SpotInstanceRequestId: instance.spot?.requestId,
    State: { Code: instanceStateCodes[instance.state], Name: instance.state },
    StateReason: instance.stateReason && {
      Code: instance.stateReason.code,
      Message: instance.stateReason.message,
    },
    StateTransitionReason: instance.stateTransitionReason,
    SubnetId: primary?.subnetId,
    Tags: [...instance.tags],
    UsageOperation: instance.usageOperation,
    UsageOperationUpdateTime: new Date(instance.createTime),
    VirtualizationType: 'hvm',
    VpcId: primary?.vpcId,
  }
}

function describeBlockDevice(
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

function describeInterface(
  db: Records,
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
    Ipv6Addresses: eni.ipv6Addresses.map((Ipv6Address) => ({ Ipv6Address })),
    MacAddress: eni.macAddress,
    NetworkInterfaceId: eni.id,
    Operator: { Managed: false },
    OwnerId: attachment?.instanceOwnerId,
    PrivateDnsName: privateDnsName(eni.privateIpAddress, region),
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
  db: Records,
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

function describePublicName(
  db: Records,
  region: string,
  { vpcId }: NetworkInterfaceRecord,
  publicIp: string,
): string {
  return givesPublicDnsNames(db, vpcId) ? publicDnsName(publicIp, region) : ''
}

function describeGroups(
  db: Records,
  eni: NetworkInterfaceRecord,
): { GroupId: string; GroupName: string | undefined }[] {
  return eni.groupIds.map((GroupId) => ({
    GroupId,
    GroupName: db.get(securityGroups, GroupId)?.name,
  }))
}
