import type { Instance, InstanceNetworkInterface } from '@aws-sdk/client-ec2'
import type { FilterFields, FilterValue } from '../filters.ts'
import type { DescribedInstance } from './described-instance.ts'

type Read = (of: DescribedInstance) => FilterValue

const time = (date: Date | undefined): string | undefined => date?.toISOString()

const of = (read: (instance: Instance) => FilterValue): Read => read

type Device = NonNullable<Instance['BlockDeviceMappings']>[number]
const devices =
  (read: (device: Device) => string | boolean | undefined): Read =>
  (instance) =>
    (instance.BlockDeviceMappings ?? []).map(read)

type Scalar = string | number | boolean | undefined
const interfaces =
  (read: (eni: InstanceNetworkInterface) => Scalar): Read =>
  (instance) =>
    (instance.NetworkInterfaces ?? []).map(read)

const interfaceLists =
  (read: (eni: InstanceNetworkInterface) => readonly Scalar[]): Read =>
  (instance) =>
    (instance.NetworkInterfaces ?? []).flatMap(read)

const addresses = (
  read: (address: NonNullable<InstanceNetworkInterface['PrivateIpAddresses']>[number]) => Scalar,
): Read => interfaceLists((eni) => (eni.PrivateIpAddresses ?? []).map(read))

/** Nothing here has such a thing, so the filter matches nothing. */
const never: Read = () => undefined

const groupIds = of((i) => (i.SecurityGroups ?? []).map(({ GroupId }) => GroupId))
const groupNames = of((i) => (i.SecurityGroups ?? []).map(({ GroupName }) => GroupName))
const reason = of((i) => i.StateTransitionReason)

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html */
export const instanceFilters: FilterFields<DescribedInstance> = {
  tags: ({ record }) => record.tags,
  fields: {
    affinity: of((i) => i.Placement?.Affinity),
    architecture: of((i) => i.Architecture),
    'availability-zone': of((i) => i.Placement?.AvailabilityZone),
    'availability-zone-id': of((i) => i.Placement?.AvailabilityZoneId),
    'block-device-mapping.attach-time': devices(({ Ebs }) => time(Ebs?.AttachTime)),
    'block-device-mapping.delete-on-termination': devices(({ Ebs }) => Ebs?.DeleteOnTermination),
    'block-device-mapping.device-name': devices(({ DeviceName }) => DeviceName),
    'block-device-mapping.status': devices(({ Ebs }) => Ebs?.Status),
    'block-device-mapping.volume-id': devices(({ Ebs }) => Ebs?.VolumeId),
    'boot-mode': of((i) => i.BootMode),
    'capacity-reservation-id': of((i) => i.CapacityReservationId),
    'capacity-reservation-specification.capacity-reservation-preference': of(
      (i) => i.CapacityReservationSpecification?.CapacityReservationPreference,
    ),
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-id': of(
      (i) => i.CapacityReservationSpecification?.CapacityReservationTarget?.CapacityReservationId,
    ),
    'capacity-reservation-specification.capacity-reservation-target.capacity-reservation-resource-group-arn':
      never,
    'client-token': of((i) => i.ClientToken),
    'current-instance-boot-mode': of((i) => i.CurrentInstanceBootMode),
    'dns-name': of((i) => i.PublicDnsName),
    'ebs-optimized': of((i) => i.EbsOptimized),
    'ena-support': of((i) => i.EnaSupport),
    'enclave-options.enabled': of((i) => i.EnclaveOptions?.Enabled),
    'group-id': groupIds,
    'group-name': groupNames,
    'hibernation-options.configured': of((i) => i.HibernationOptions?.Configured),
    'host-id': of((i) => i.Placement?.HostId),
    hypervisor: of((i) => i.Hypervisor),
    'iam-instance-profile.arn': of((i) => i.IamInstanceProfile?.Arn),
    'iam-instance-profile.id': of((i) => i.IamInstanceProfile?.Id),
    'image-id': of((i) => i.ImageId),
    'instance-id': of((i) => i.InstanceId),
    'instance-lifecycle': of((i) => i.InstanceLifecycle),
    'instance-state-code': of((i) => i.State?.Code),
    'instance-state-name': of((i) => i.State?.Name),
    'instance-type': of((i) => i.InstanceType),
    'instance.group-id': groupIds,
    'instance.group-name': groupNames,
    'ip-address': of((i) => i.PublicIpAddress),
    'ipv6-address': interfaceLists((eni) => ipv6(eni)),
    'kernel-id': of((i) => i.KernelId),
    'key-name': of((i) => i.KeyName),
    'launch-index': of((i) => i.AmiLaunchIndex),
    'launch-time': of((i) => time(i.LaunchTime)),
    'maintenance-options.auto-recovery': of((i) => i.MaintenanceOptions?.AutoRecovery),
    'metadata-options.http-endpoint': of((i) => i.MetadataOptions?.HttpEndpoint),
    'metadata-options.http-protocol-ipv4': of((i) => i.MetadataOptions?.HttpEndpoint),
    'metadata-options.http-protocol-ipv6': of((i) => i.MetadataOptions?.HttpProtocolIpv6),
    'metadata-options.http-put-response-hop-limit': of(
      (i) => i.MetadataOptions?.HttpPutResponseHopLimit,
    ),
    'metadata-options.http-tokens': of((i) => i.MetadataOptions?.HttpTokens),
    'metadata-options.instance-metadata-tags': of((i) => i.MetadataOptions?.InstanceMetadataTags),
    'metadata-options.state': of((i) => i.MetadataOptions?.State),
    'monitoring-state': of((i) => i.Monitoring?.State),
    'network-interface.addresses.association.allocation-id': never,
    'network-interface.addresses.association.association-id': never,
    'network-interface.addresses.association.carrier-ip': never,
    'network-interface.addresses.association.customer-owned-ip': never,
    'network-interface.addresses.association.ip-owner-id': addresses(
      (a) => a.Association?.IpOwnerId,
    ),
    'network-interface.addresses.association.public-dns-name': addresses(
      (a) => a.Association?.PublicDnsName,
    ),
    'network-interface.addresses.association.public-ip': addresses((a) => a.Association?.PublicIp),
    'network-interface.addresses.primary': addresses((a) => a.Primary),
    'network-interface.addresses.private-dns-name': addresses((a) => a.PrivateDnsName),
    'network-interface.addresses.private-ip-address': addresses((a) => a.PrivateIpAddress),
    'network-interface.association.allocation-id': never,
    'network-interface.association.association-id': never,
    'network-interface.association.carrier-ip': never,
    'network-interface.association.customer-owned-ip': never,
    'network-interface.association.ip-owner-id': interfaces((eni) => eni.Association?.IpOwnerId),
    'network-interface.association.public-dns-name': interfaces(
      (eni) => eni.Association?.PublicDnsName,
    ),
    'network-interface.association.public-ip': interfaces((eni) => eni.Association?.PublicIp),
    'network-interface.attachment.attach-time': interfaces((eni) =>
      time(eni.Attachment?.AttachTime),
    ),
    'network-interface.attachment.attachment-id': interfaces((eni) => eni.Attachment?.AttachmentId),
    'network-interface.attachment.delete-on-termination': interfaces(
      (eni) => eni.Attachment?.DeleteOnTermination,
    ),
    'network-interface.attachment.device-index': interfaces((eni) => eni.Attachment?.DeviceIndex),
    'network-interface.attachment.instance-id': of((i) =>
      i.NetworkInterfaces?.length ? i.InstanceId : undefined,
    ),
    'network-interface.attachment.instance-owner-id': interfaces((eni) => eni.OwnerId),
    'network-interface.attachment.network-card-index': interfaces(
      (eni) => eni.Attachment?.NetworkCardIndex,
    ),
    'network-interface.attachment.status': interfaces((eni) => eni.Attachment?.Status),
    'network-interface.availability-zone': of((i) =>
      i.NetworkInterfaces?.length ? i.Placement?.AvailabilityZone : undefined,
    ),
    'network-interface.deny-all-igw-traffic': () => false,
    'network-interface.description': interfaces((eni) => eni.Description),
    'network-interface.group-id': interfaceLists((eni) =>
      (eni.Groups ?? []).map(({ GroupId }) => GroupId),
    ),
    'network-interface.group-name': interfaceLists((eni) =>
      (eni.Groups ?? []).map(({ GroupName }) => GroupName),
    ),
    'network-interface.ipv4-prefixes.ipv4-prefix': never,
    'network-interface.ipv6-address': interfaceLists((eni) => ipv6(eni)),
    'network-interface.ipv6-addresses.ipv6-address': interfaceLists((eni) => ipv6(eni)),
    'network-interface.ipv6-addresses.is-primary-ipv6': interfaceLists((eni) =>
      (eni.Ipv6Addresses ?? []).map(({ IsPrimaryIpv6 }) => String(IsPrimaryIpv6)),
    ),
    'network-interface.ipv6-native': () => false,
    'network-interface.ipv6-prefixes.ipv6-prefix': never,
    'network-interface.mac-address': interfaces((eni) => eni.MacAddress),
    'network-interface.network-interface-id': interfaces((eni) => eni.NetworkInterfaceId),
    'network-interface.operator.managed': interfaces((eni) => eni.Operator?.Managed),
    'network-interface.operator.principal': never,
    'network-interface.outpost-arn': never,
    'network-interface.owner-id': interfaces((eni) => eni.OwnerId),
    'network-interface.private-dns-name': interfaces((eni) => eni.PrivateDnsName),
    'network-interface.private-ip-address': interfaces((eni) => eni.PrivateIpAddress),
    'network-interface.public-dns-name': interfaces((eni) => eni.Association?.PublicDnsName),
    'network-interface.requester-id': never,
    'network-interface.requester-managed': () => false,
    'network-interface.status': interfaces((eni) => eni.Status),
    'network-interface.source-dest-check': interfaces((eni) => eni.SourceDestCheck),
    'network-interface.subnet-id': interfaces((eni) => eni.SubnetId),
    'network-interface.vpc-id': interfaces((eni) => eni.VpcId),
    'network-performance-options.bandwidth-weighting': of(
      (i) => i.NetworkPerformanceOptions?.BandwidthWeighting,
    ),
    'operator.managed': of((i) => i.Operator?.Managed),
    'operator.principal': never,
    'outpost-arn': never,
    'owner-id': ({ record }) => record.ownerId,
    'placement-group-name': of((i) => i.Placement?.GroupName || undefined),
    'placement-partition-number': of((i) => i.Placement?.PartitionNumber),
    platform: ({ record }) => record.platform,
    'platform-details': of((i) => i.PlatformDetails),
    'private-dns-name': of((i) => i.PrivateDnsName),
    'private-dns-name-options.enable-resource-name-dns-a-record': of(
      (i) => i.PrivateDnsNameOptions?.EnableResourceNameDnsARecord,
    ),
    'private-dns-name-options.enable-resource-name-dns-aaaa-record': of(
      (i) => i.PrivateDnsNameOptions?.EnableResourceNameDnsAAAARecord,
    ),
    'private-dns-name-options.hostname-type': of((i) => i.PrivateDnsNameOptions?.HostnameType),
    'private-ip-address': addresses((a) => a.PrivateIpAddress),
    'product-code': of((i) => (i.ProductCodes ?? []).map((code) => code.ProductCodeId)),
    'product-code.type': of((i) => (i.ProductCodes ?? []).map((code) => code.ProductCodeType)),
    'ramdisk-id': of((i) => i.RamdiskId),
    reason,
    'requester-id': never,
    'reservation-id': ({ record }) => record.reservationId,
    'root-device-name': of((i) => i.RootDeviceName),
    'root-device-type': of((i) => i.RootDeviceType),
    'source-dest-check': of((i) => i.SourceDestCheck),
    'spot-instance-request-id': of((i) => i.SpotInstanceRequestId),
    'state-reason-code': of((i) => i.StateReason?.Code),
    'state-reason-message': of((i) => i.StateReason?.Message),
    'subnet-id': of((i) => i.SubnetId),
    tenancy: of((i) => i.Placement?.Tenancy),
    'tpm-support': of((i) => i.TpmSupport),
    'usage-operation': of((i) => i.UsageOperation),
    'usage-operation-update-time': of((i) => time(i.UsageOperationUpdateTime)),
    'virtualization-type': of((i) => i.VirtualizationType),
    'vpc-id': of((i) => i.VpcId),
  },
}

function ipv6(eni: InstanceNetworkInterface): readonly (string | undefined)[] {
  return (eni.Ipv6Addresses ?? []).map(({ Ipv6Address }) => Ipv6Address)
}
