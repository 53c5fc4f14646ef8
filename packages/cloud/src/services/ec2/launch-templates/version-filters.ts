import type { LaunchTemplateVersion, ResponseLaunchTemplateData } from '@aws-sdk/client-ec2'
import type { FilterFields, FilterValue } from '../filters.ts'

const of =
  (read: (data: ResponseLaunchTemplateData) => FilterValue) =>
  ({ LaunchTemplateData: data }: LaunchTemplateVersion): FilterValue =>
    data && read(data)

/** Every filter that AWS documents for DescribeLaunchTemplateVersions. */
export const versionFilters: FilterFields<LaunchTemplateVersion> = {
  fields: {
    'create-time': ({ CreateTime }) => CreateTime?.toISOString(),
    'ebs-optimized': of((data) => data.EbsOptimized),
    'host-resource-group-arn': of((data) => data.Placement?.HostResourceGroupArn),
    'http-endpoint': of((data) => data.MetadataOptions?.HttpEndpoint),
    'http-protocol-ipv4': of((data) => data.MetadataOptions?.HttpEndpoint),
    'http-tokens': of((data) => data.MetadataOptions?.HttpTokens),
    'iam-instance-profile': of((data) => data.IamInstanceProfile?.Arn),
    'image-id': of((data) => data.ImageId),
    'instance-type': of((data) => data.InstanceType),
    'is-default-version': ({ DefaultVersion }) => DefaultVersion,
    'kernel-id': of((data) => data.KernelId),
    'license-configuration-arn': of((data) =>
      data.LicenseSpecifications?.map(({ LicenseConfigurationArn }) => LicenseConfigurationArn),
    ),
    'network-card-index': of((data) =>
      data.NetworkInterfaces?.map(({ NetworkCardIndex }) => NetworkCardIndex),
    ),
    'ram-disk-id': of((data) => data.RamDiskId),
  },
}
