import type { Instance } from '@aws-sdk/client-ec2'
import { instanceStateCodes } from '@brume/ec2-model'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { ReadRecords } from '../../../engine/collection.ts'
import type { NetworkInterfaceRecord } from '../network-interfaces/network-interface.ts'
import type { VolumeRecord } from '../volumes/volume.ts'
import {
  describeBlockDevice,
  describeGroups,
  describeInterface,
  describePublicName,
  describeReservationWish,
} from './described-parts.ts'
import type { InstanceRecord } from './instance.ts'

/** Interfaces and volumes as they were when the instance was looked at. */
interface Parts {
  /** The primary one first. */
  readonly interfaces: readonly NetworkInterfaceRecord[]
  readonly volumes: readonly VolumeRecord[]
}

/**
 * What describes an instance; the same object as long as nothing about it changes. Each member is made when it is read: an
 * answer is read once, when it is encoded, and a filter reads one member of ten thousand.
 */
export class DescribedInstance implements Instance {
  readonly record: InstanceRecord
  readonly #db: ReadRecords
  readonly #parts: Parts

  constructor(db: ReadRecords, record: InstanceRecord, parts: Parts) {
    this.record = record
    this.#db = db
    this.#parts = parts
  }

  get AmiLaunchIndex() {
    return this.record.launchIndex
  }

  get Architecture() {
    return this.record.architecture
  }

  get BlockDeviceMappings() {
    return this.#parts.volumes.map((volume) => describeBlockDevice(this.record, volume))
  }

  get BootMode() {
    return this.record.bootMode
  }

  get CapacityReservationId() {
    return this.record.capacityReservationId
  }

  get CapacityReservationSpecification() {
    return describeReservationWish(this.record)
  }

  get ClientToken() {
    return this.record.clientToken
  }

  get CpuOptions() {
    return {
      CoreCount: this.record.cpuOptions.coreCount,
      ThreadsPerCore: this.record.cpuOptions.threadsPerCore,
    }
  }

  get CurrentInstanceBootMode() {
    return this.record.bootMode === 'legacy-bios' ? 'legacy-bios' : 'uefi'
  }

  get EbsOptimized() {
    return this.record.ebsOptimized
  }

  get EnaSupport() {
    return this.record.enaSupport
  }

  get EnclaveOptions() {
    return { Enabled: this.record.enclaveEnabled }
  }

  get HibernationOptions() {
    return { Configured: this.record.hibernationConfigured }
  }

  get Hypervisor() {
    return 'xen' as const
  }

  get IamInstanceProfile() {
    return (
      this.record.iamInstanceProfile && {
        Arn: this.record.iamInstanceProfile.arn,
        Id: this.record.iamInstanceProfile.id,
      }
    )
  }

  get ImageId() {
    return this.record.imageId
  }

  get InstanceId() {
    return this.record.id
  }

  get InstanceLifecycle() {
    return this.record.lifecycle
  }

  get InstanceType() {
    return this.record.instanceType as Instance['InstanceType']
  }

  get KeyName() {
    return this.record.keyName
  }

  get LaunchTime() {
    return new Date(this.record.launchTime)
  }

  get MaintenanceOptions() {
    return {
      AutoRecovery: this.record.autoRecovery,
      RebootMigration: this.record.rebootMigration ?? 'default',
    }
  }

  get MetadataOptions() {
    return {
      State: this.record.metadataOptions.state,
      HttpTokens: this.record.metadataOptions.httpTokens,
      HttpPutResponseHopLimit: this.record.metadataOptions.httpPutResponseHopLimit,
      HttpEndpoint: this.record.metadataOptions.httpEndpoint,
      HttpProtocolIpv6: this.record.metadataOptions.httpProtocolIpv6,
      InstanceMetadataTags: this.record.metadataOptions.instanceMetadataTags,
    }
  }

  get Monitoring() {
    return { State: this.record.monitoring }
  }

  get NetworkInterfaces() {
    return this.#parts.interfaces.map((eni) => describeInterface(this.#db, this.#region, eni))
  }

  get NetworkPerformanceOptions() {
    return { BandwidthWeighting: this.record.bandwidthWeighting ?? ('default' as const) }
  }

  get Operator() {
    return { Managed: false }
  }

  get Placement() {
    return {
      AvailabilityZone: this.record.availabilityZone,
      AvailabilityZoneId: zoneIdOf(this.record.availabilityZone),
      GroupName: this.record.placement.groupName ?? '',
      PartitionNumber: this.record.placement.partitionNumber,
      HostId: this.record.placement.hostId,
      Affinity: this.record.placement.affinity,
      Tenancy: this.record.placement.tenancy,
    }
  }

  get Platform() {
    return this.record.platform === 'windows' ? 'Windows' : undefined
  }

  get PlatformDetails() {
    return this.record.platformDetails
  }

  get PrivateDnsName() {
    return this.#primary ? this.record.privateDnsName : ''
  }

  get PrivateDnsNameOptions() {
    return (
      this.#primary && {
        HostnameType: this.record.privateDnsNameOptions.hostnameType,
        EnableResourceNameDnsARecord:
          this.record.privateDnsNameOptions.enableResourceNameDnsARecord,
        EnableResourceNameDnsAAAARecord:
          this.record.privateDnsNameOptions.enableResourceNameDnsAAAARecord,
      }
    )
  }

  get Ipv6Address() {
    return this.#primary?.ipv6Addresses[0]
  }

  get PrivateIpAddress() {
    return this.#primary?.privateIpAddress
  }

  get ProductCodes() {
    return this.record.productCodes.map(({ id, type }) => ({
      ProductCodeId: id,
      ProductCodeType: type,
    }))
  }

  get PublicDnsName() {
    return this.#publicIp && this.#primary
      ? describePublicName(this.#db, this.#region, this.#primary, this.#publicIp)
      : ''
  }

  get PublicIpAddress() {
    return this.#publicIp
  }

  get RootDeviceName() {
    return this.record.rootDeviceName
  }

  get RootDeviceType() {
    return this.record.rootDeviceType
  }

  get SecurityGroups() {
    return this.#primary ? describeGroups(this.#db, this.#primary) : []
  }

  get SourceDestCheck() {
    return this.#primary?.sourceDestCheck
  }

  get SpotInstanceRequestId() {
    return this.record.spot?.requestId
  }

  get State() {
    return { Code: instanceStateCodes[this.record.state], Name: this.record.state }
  }

  get StateReason() {
    return (
      this.record.stateReason && {
        Code: this.record.stateReason.code,
        Message: this.record.stateReason.message,
      }
    )
  }

  get StateTransitionReason() {
    return this.record.stateTransitionReason
  }

  get SubnetId() {
    return this.#primary?.subnetId
  }

  get Tags() {
    return [...this.record.tags]
  }

  get UsageOperation() {
    return this.record.usageOperation
  }

  get UsageOperationUpdateTime() {
    return new Date(this.record.createTime)
  }

  get VirtualizationType() {
    return 'hvm' as const
  }

  get VpcId() {
    return this.#primary?.vpcId
  }

  get #primary(): NetworkInterfaceRecord | undefined {
    return this.#parts.interfaces[0]
  }

  get #publicIp(): string | undefined {
    const addresses = this.#primary?.privateIpAddresses
    return addresses?.find(({ primary }) => primary)?.association?.publicIp
  }

  get #region(): string {
    return this.record.availabilityZone.slice(0, -1)
  }
}
