import type {
  GetLaunchTemplateDataRequest,
  GetLaunchTemplateDataResult,
  LaunchTemplateBlockDeviceMapping,
  LaunchTemplateInstanceNetworkInterfaceSpecification,
  ResponseLaunchTemplateData,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { describeReservationWish } from '../instances/described-parts.ts'
import { findInstance } from '../instances/find-instances.ts'
import type { InstanceRecord } from '../instances/instance.ts'
import {
  networkInterfaces,
  type NetworkInterfaceRecord,
} from '../network-interfaces/network-interface.ts'
import { describePrefixes } from '../network-interfaces/prefixes.ts'
import { volumes, type VolumeRecord } from '../volumes/volume.ts'

/**
 * What would launch another instance like this one, its own private addresses included, as AWS tells them.
 */
export const GetLaunchTemplateData = operation<
  GetLaunchTemplateDataRequest,
  GetLaunchTemplateDataResult
>('GetLaunchTemplateData', (ctx, input) => {
  const instance = findInstance(ctx.db, input.InstanceId)
  return { LaunchTemplateData: describeLaunch(ctx, instance) }
})

function describeLaunch(ctx: Context, instance: InstanceRecord): ResponseLaunchTemplateData {
  const { metadataOptions: metadata, privateDnsNameOptions: dns, placement, spot } = instance
  const tags = instance.tags.filter(({ Key }) => !Key.startsWith('aws:'))
  return {
    BlockDeviceMappings: ctx.db
      .by(volumes, 'instance', instance.id)
      .map((volume) => describeDevice(instance, volume)),
    CapacityReservationSpecification: describeReservationWish(instance),
    CpuOptions: {
      CoreCount: instance.cpuOptions.coreCount,
      ThreadsPerCore: instance.cpuOptions.threadsPerCore,
    },
    CreditSpecification: instance.cpuCredits && { CpuCredits: instance.cpuCredits },
    DisableApiStop: instance.disableApiStop,
    DisableApiTermination: instance.disableApiTermination,
    EbsOptimized: instance.ebsOptimized,
    EnclaveOptions: { Enabled: instance.enclaveEnabled },
    HibernationOptions: { Configured: instance.hibernationConfigured },
    IamInstanceProfile: instance.iamInstanceProfile && { Arn: instance.iamInstanceProfile.arn },
    ImageId: instance.imageId,
    InstanceInitiatedShutdownBehavior: instance.shutdownBehavior,
    InstanceMarketOptions: spot && {
      MarketType: 'spot',
      SpotOptions: {
        MaxPrice: spot.maxPrice,
        SpotInstanceType: spot.type,
        InstanceInterruptionBehavior: spot.interruptionBehavior,
      },
    },
    InstanceType: instance.instanceType as ResponseLaunchTemplateData['InstanceType'],
    KeyName: instance.keyName,
    MaintenanceOptions: { AutoRecovery: instance.autoRecovery },
    // Without its state, so that the answer can be sent back as a template.
    MetadataOptions: {
      HttpTokens: metadata.httpTokens,
      HttpPutResponseHopLimit: metadata.httpPutResponseHopLimit,
      HttpEndpoint: metadata.httpEndpoint,
      HttpProtocolIpv6: metadata.httpProtocolIpv6,
      InstanceMetadataTags: metadata.instanceMetadataTags,
    },
    Monitoring: { Enabled: instance.monitoring === 'enabled' || instance.monitoring === 'pending' },
    NetworkInterfaces: ctx.db
      .by(networkInterfaces, 'instance', instance.id)
      .toSorted((a, b) => (a.attachment?.deviceIndex ?? 0) - (b.attachment?.deviceIndex ?? 0))
      .map((eni, _, all) => describeInterface(instance, eni, all.length === 1)),
    Placement: {
      AvailabilityZone: instance.availabilityZone,
      GroupName: placement.groupName ?? '',
      PartitionNumber: placement.partitionNumber,
      Tenancy: placement.tenancy,
    },
    PrivateDnsNameOptions: {
      HostnameType: dns.hostnameType,
      EnableResourceNameDnsARecord: dns.enableResourceNameDnsARecord,
      EnableResourceNameDnsAAAARecord: dns.enableResourceNameDnsAAAARecord,
    },
    TagSpecifications: tags.length > 0 ? [{ ResourceType: 'instance', Tags: tags }] : [],
    UserData: instance.userData,
  }
}

function describeDevice(
  instance: InstanceRecord,
  volume: VolumeRecord,
): LaunchTemplateBlockDeviceMapping {
  const attachment = volume.attachments.find((each) => each.instanceId === instance.id)
  const { volumeType } = volume
  const chosen = volumeType === 'gp3' || volumeType === 'io1' || volumeType === 'io2'
  return {
    DeviceName: attachment?.device,
    Ebs: {
      Encrypted: volume.encrypted,
      DeleteOnTermination: attachment?.deleteOnTermination,
      // Of the other types the speed follows from the size and cannot be asked for.
      Iops: chosen ? volume.iops : undefined,
      Throughput: volumeType === 'gp3' ? volume.throughput : undefined,
      KmsKeyId: volume.kmsKeyId,
      SnapshotId: volume.snapshotId,
      VolumeSize: volume.sizeGiB,
      VolumeType: volumeType,
    },
  }
}

function describeInterface(
  instance: InstanceRecord,
  eni: NetworkInterfaceRecord,
  alone: boolean,
): LaunchTemplateInstanceNetworkInterfaceSpecification {
  return {
    // Only a launch with one interface can ask for an address.
    AssociatePublicIpAddress: alone ? instance.autoPublicIp : undefined,
    DeleteOnTermination: eni.attachment?.deleteOnTermination,
    Description: eni.description,
    DeviceIndex: eni.attachment?.deviceIndex,
    Groups: [...eni.groupIds],
    InterfaceType: 'interface',
    Ipv6Addresses: eni.ipv6Addresses.map((Ipv6Address) => ({ Ipv6Address })),
    ...describePrefixes(eni),
    NetworkCardIndex: eni.attachment?.networkCardIndex,
    PrivateIpAddresses: eni.privateIpAddresses.map(({ primary, address }) => ({
      Primary: primary,
      PrivateIpAddress: address,
    })),
    SubnetId: eni.subnetId,
  }
}
