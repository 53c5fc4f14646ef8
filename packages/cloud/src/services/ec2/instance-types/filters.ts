import type { InstanceTypeInfo } from '@aws-sdk/client-ec2'
import type { FilterFields } from '../filters.ts'

/** Every filter that AWS documents for DescribeInstanceTypes. */
export const instanceTypeFilters: FilterFields<InstanceTypeInfo> = {
  fields: {
    'auto-recovery-supported': (type) => type.AutoRecoverySupported,
    'bare-metal': (type) => type.BareMetal,
    'burstable-performance-supported': (type) => type.BurstablePerformanceSupported,
    'current-generation': (type) => type.CurrentGeneration,
    'dedicated-hosts-supported': (type) => type.DedicatedHostsSupported,
    'ebs-info.attachment-limit-type': (type) => type.EbsInfo?.AttachmentLimitType,
    'ebs-info.maximum-ebs-attachments': (type) => type.EbsInfo?.MaximumEbsAttachments,
    'ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.BaselineBandwidthInMbps,
    'ebs-info.ebs-optimized-info.baseline-iops': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.BaselineIops,
    'ebs-info.ebs-optimized-info.baseline-throughput-in-mbps': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.BaselineThroughputInMBps,
    'ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.MaximumBandwidthInMbps,
    'ebs-info.ebs-optimized-info.maximum-iops': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.MaximumIops,
    'ebs-info.ebs-optimized-info.maximum-throughput-in-mbps': (type) =>
      type.EbsInfo?.EbsOptimizedInfo?.MaximumThroughputInMBps,
    'ebs-info.ebs-optimized-support': (type) => type.EbsInfo?.EbsOptimizedSupport,
    'ebs-info.encryption-support': (type) => type.EbsInfo?.EncryptionSupport,
    'ebs-info.nvme-support': (type) => type.EbsInfo?.NvmeSupport,
    'free-tier-eligible': (type) => type.FreeTierEligible,
    'hibernation-supported': (type) => type.HibernationSupported,
    hypervisor: (type) => type.Hypervisor,
    'instance-storage-info.disk.count': (type) =>
      type.InstanceStorageInfo?.Disks?.map((disk) => disk.Count),
    'instance-storage-info.disk.size-in-gb': (type) =>
      type.InstanceStorageInfo?.Disks?.map((disk) => disk.SizeInGB),
    'instance-storage-info.disk.type': (type) =>
      type.InstanceStorageInfo?.Disks?.map((disk) => disk.Type),
    'instance-storage-info.encryption-support': (type) =>
      type.InstanceStorageInfo?.EncryptionSupport,
    'instance-storage-info.nvme-support': (type) => type.InstanceStorageInfo?.NvmeSupport,
    'instance-storage-info.total-size-in-gb': (type) => type.InstanceStorageInfo?.TotalSizeInGB,
    'instance-storage-supported': (type) => type.InstanceStorageSupported,
    'instance-type': (type) => type.InstanceType,
    'memory-info.size-in-mib': (type) => type.MemoryInfo?.SizeInMiB,
    'network-info.bandwidth-weightings': (type) => type.NetworkInfo?.BandwidthWeightings,
    'network-info.efa-info.maximum-efa-interfaces': (type) =>
      type.NetworkInfo?.EfaInfo?.MaximumEfaInterfaces,
    'network-info.efa-supported': (type) => type.NetworkInfo?.EfaSupported,
    'network-info.ena-support': (type) => type.NetworkInfo?.EnaSupport,
    'network-info.flexible-ena-queues-support': (type) =>
      type.NetworkInfo?.FlexibleEnaQueuesSupport,
    'network-info.encryption-in-transit-supported': (type) =>
      type.NetworkInfo?.EncryptionInTransitSupported,
    'network-info.ipv4-addresses-per-interface': (type) =>
      type.NetworkInfo?.Ipv4AddressesPerInterface,
    'network-info.ipv6-addresses-per-interface': (type) =>
      type.NetworkInfo?.Ipv6AddressesPerInterface,
    'network-info.ipv6-supported': (type) => type.NetworkInfo?.Ipv6Supported,
    'network-info.maximum-network-cards': (type) => type.NetworkInfo?.MaximumNetworkCards,
    'network-info.maximum-network-interfaces': (type) => type.NetworkInfo?.MaximumNetworkInterfaces,
    'network-info.network-performance': (type) => type.NetworkInfo?.NetworkPerformance,
    'nitro-enclaves-support': (type) => type.NitroEnclavesSupport,
    'nitro-tpm-support': (type) => type.NitroTpmSupport,
    'nitro-tpm-info.supported-versions': (type) => type.NitroTpmInfo?.SupportedVersions,
    'processor-info.supported-architecture': (type) => type.ProcessorInfo?.SupportedArchitectures,
    'processor-info.sustained-clock-speed-in-ghz': (type) =>
      type.ProcessorInfo?.SustainedClockSpeedInGhz,
    'processor-info.supported-features': (type) => type.ProcessorInfo?.SupportedFeatures,
    'reboot-migration-support': (type) => type.RebootMigrationSupport,
    'supported-boot-mode': (type) => type.SupportedBootModes,
    'supported-root-device-type': (type) => type.SupportedRootDeviceTypes,
    'supported-usage-class': (type) => type.SupportedUsageClasses,
    'supported-virtualization-type': (type) => type.SupportedVirtualizationTypes,
    'vcpu-info.default-cores': (type) => type.VCpuInfo?.DefaultCores,
    'vcpu-info.default-threads-per-core': (type) => type.VCpuInfo?.DefaultThreadsPerCore,
    'vcpu-info.default-vcpus': (type) => type.VCpuInfo?.DefaultVCpus,
    'vcpu-info.valid-cores': (type) => type.VCpuInfo?.ValidCores,
    'vcpu-info.valid-threads-per-core': (type) => type.VCpuInfo?.ValidThreadsPerCore,
  },
}
