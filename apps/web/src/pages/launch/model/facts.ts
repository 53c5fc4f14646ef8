import { categoryOf, parseInstanceType, type InstanceCategory } from '@brume/ec2-model'

/** An instance type as the form and its table need it, read from DescribeInstanceTypes. */
export interface TypeFacts {
  readonly name: string
  readonly family: string
  readonly category: InstanceCategory
  readonly generation: number | undefined
  readonly size: string
  readonly vcpus: number
  readonly memoryMiB: number
  readonly architectures: readonly string[]
  readonly currentGeneration: boolean
  readonly freeTier: boolean
  readonly burstable: boolean
  readonly bareMetal: boolean
  readonly hibernation: boolean
  readonly ebsOptimized: 'default' | 'supported' | 'unsupported'
  readonly rootDeviceTypes: readonly string[]
  readonly usageClasses: readonly string[]
  readonly enaRequired: boolean
  readonly network: string
  readonly instanceStorageGB: number
  readonly processor: string
  readonly clockGHz: number | undefined
  readonly gpus: string
}

/** The members of DescribeInstanceTypes that are read; a subset of the SDK's InstanceTypeInfo. */
export interface TypeInfo {
  InstanceType?: string | undefined
  CurrentGeneration?: boolean | undefined
  FreeTierEligible?: boolean | undefined
  BareMetal?: boolean | undefined
  BurstablePerformanceSupported?: boolean | undefined
  HibernationSupported?: boolean | undefined
  SupportedUsageClasses?: readonly string[] | undefined
  SupportedRootDeviceTypes?: readonly string[] | undefined
  ProcessorInfo?:
    | {
        SupportedArchitectures?: readonly string[] | undefined
        SustainedClockSpeedInGhz?: number | undefined
        Manufacturer?: string | undefined
      }
    | undefined
  VCpuInfo?: { DefaultVCpus?: number | undefined } | undefined
  MemoryInfo?: { SizeInMiB?: number | undefined } | undefined
  InstanceStorageInfo?: { TotalSizeInGB?: number | undefined } | undefined
  EbsInfo?: { EbsOptimizedSupport?: string | undefined } | undefined
  NetworkInfo?:
    | { NetworkPerformance?: string | undefined; EnaSupport?: string | undefined }
    | undefined
  GpuInfo?:
    | {
        Gpus?:
          | readonly {
              Count?: number | undefined
              Name?: string | undefined
              Manufacturer?: string | undefined
            }[]
          | undefined
      }
    | undefined
}

export function toTypeFacts(info: TypeInfo): TypeFacts {
  const name = info.InstanceType ?? ''
  const parsed = parseInstanceType(name)
  const ebs = info.EbsInfo?.EbsOptimizedSupport
  return {
    name,
    family: parsed?.family ?? name,
    category: categoryOf(name),
    generation: parsed?.generation,
    size: parsed?.size ?? '',
    vcpus: info.VCpuInfo?.DefaultVCpus ?? 0,
    memoryMiB: info.MemoryInfo?.SizeInMiB ?? 0,
    architectures: info.ProcessorInfo?.SupportedArchitectures ?? [],
    currentGeneration: info.CurrentGeneration ?? false,
    freeTier: info.FreeTierEligible ?? false,
    burstable: info.BurstablePerformanceSupported ?? false,
    bareMetal: info.BareMetal ?? false,
    hibernation: info.HibernationSupported ?? false,
    ebsOptimized: ebs === 'default' || ebs === 'supported' ? ebs : 'unsupported',
    rootDeviceTypes: info.SupportedRootDeviceTypes ?? ['ebs'],
    usageClasses: info.SupportedUsageClasses ?? ['on-demand'],
    enaRequired: info.NetworkInfo?.EnaSupport === 'required',
    network: info.NetworkInfo?.NetworkPerformance ?? '',
    instanceStorageGB: info.InstanceStorageInfo?.TotalSizeInGB ?? 0,
    processor: info.ProcessorInfo?.Manufacturer ?? '',
    clockGHz: info.ProcessorInfo?.SustainedClockSpeedInGhz,
    gpus: (info.GpuInfo?.Gpus ?? [])
      .map((gpu) => `${gpu.Count ?? 1} × ${gpu.Manufacturer ?? ''} ${gpu.Name ?? ''}`.trim())
      .join(', '),
  }
}

/** What is known of the account beside the form; a fact that has not arrived yet judges nothing. */
export interface LaunchFacts {
  readonly type?: TypeFacts
  /** Zones that offer the chosen type. */
  readonly zonesOfType?: readonly string[]
  readonly subnet?: { readonly id: string; readonly zone: string; readonly freeAddresses: number }
  readonly isDefaultVpc?: boolean
  readonly keyNames?: readonly string[]
  /** Names of the groups in the chosen VPC. */
  readonly groupNames?: readonly string[]
  /** Size of each snapshot that a volume may come from. */
  readonly snapshotSizesGiB?: ReadonlyMap<string, number>
}
