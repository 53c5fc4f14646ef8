import type { InstanceRequirements, InstanceTypeInfo } from '@aws-sdk/client-ec2'
import {
  findInstanceType,
  instanceTypesIn,
  listedLinuxPrice,
} from '../../../catalogue/instance-types.ts'
import { AwsError } from '../../../errors.ts'
import { matchesGlob, parseGlob } from '@brume/ec2-model'

/**
 * The types of a Region that have the attributes asked for, the cheapest first.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceRequirementsRequest.html
 */
export function typesMeeting(
  region: string,
  requirements: InstanceRequirements,
  architectures: readonly string[],
): readonly string[] {
  checkRequirements(requirements)
  const matching = instanceTypesIn(region).flatMap((name) => {
    const info = findInstanceType(name)
    return info && meets(name, info, requirements, architectures) ? [name] : []
  })
  const price = (name: string) => listedLinuxPrice(name) ?? Infinity
  const sorted = matching.toSorted((a, b) => price(a) - price(b))
  const percent = requirements.OnDemandMaxPricePercentageOverLowestPrice
  if (percent === undefined) return sorted
  const limit = lowestPrice(sorted) * (1 + percent / 100)
  return sorted.filter((name) => price(name) <= limit)
}

/** Price protection starts from the cheapest current type of the families C, M and R, or from the cheapest at all. */
function lowestPrice(sorted: readonly string[]): number {
  const usual = sorted.find(
    (name) => /^[cmr]\d/.test(name) && findInstanceType(name)?.CurrentGeneration,
  )
  const first = usual ?? sorted[0]
  return (first === undefined ? undefined : listedLinuxPrice(first)) ?? Infinity
}

function checkRequirements(requirements: InstanceRequirements): void {
  const refused = (
    [
      'SpotMaxPricePercentageOverLowestPrice',
      'MaxSpotPriceAsPercentageOfOptimalOnDemandPrice',
      'BaselinePerformanceFactors',
    ] as const
  ).find((member) => requirements[member] !== undefined)
  if (refused !== undefined) {
    throw new AwsError(
      'UnsupportedOperation',
      `The member InstanceRequirements.${refused} is not supported by the embedded cloud.`,
    )
  }
  for (const member of ['VCpuCount', 'MemoryMiB'] as const) {
    const { Min, Max } = requirements[member] ?? {}
    if (Min === undefined) {
      throw new AwsError(
        'MissingParameter',
        `The request must contain the parameter InstanceRequirements.${member}.Min`,
      )
    }
    if (Max !== undefined && Max < Min) {
      throw new AwsError(
        'InvalidParameterValue',
        `The minimum of InstanceRequirements.${member} must not be greater than its maximum.`,
      )
    }
  }
  if (requirements.AllowedInstanceTypes?.length && requirements.ExcludedInstanceTypes?.length) {
    throw new AwsError(
      'InvalidParameterCombination',
      'AllowedInstanceTypes and ExcludedInstanceTypes cannot be specified together.',
    )
  }
}

const manufacturers: Readonly<Record<string, string>> = {
  Intel: 'intel',
  AMD: 'amd',
  AWS: 'amazon-web-services',
  Apple: 'apple',
}

function meets(
  name: string,
  info: InstanceTypeInfo,
  wanted: InstanceRequirements,
  architectures: readonly string[],
): boolean {
  const vcpus = info.VCpuInfo?.DefaultVCpus ?? 0
  const memoryMiB = info.MemoryInfo?.SizeInMiB ?? 0
  const { ProcessorInfo: cpu, NetworkInfo: network } = info
  return (
    (cpu?.SupportedArchitectures ?? []).some((each) => architectures.includes(each)) &&
    within(vcpus, wanted.VCpuCount) &&
    within(memoryMiB, wanted.MemoryMiB) &&
    within(memoryMiB / 1024 / vcpus, wanted.MemoryGiBPerVCpu) &&
    oneOf(manufacturers[cpu?.Manufacturer ?? ''], wanted.CpuManufacturers) &&
    oneOf(info.CurrentGeneration ? 'current' : 'previous', wanted.InstanceGenerations) &&
    named(name, wanted) &&
    chosen(info.BareMetal, wanted.BareMetal ?? 'excluded') &&
    chosen(info.BurstablePerformanceSupported, wanted.BurstablePerformance ?? 'excluded') &&
    (!wanted.RequireHibernateSupport || info.HibernationSupported === true) &&
    (!wanted.RequireEncryptionInTransit || network?.EncryptionInTransitSupported === true) &&
    within(network?.MaximumNetworkInterfaces, wanted.NetworkInterfaceCount) &&
    within(baselineGbps(info), wanted.NetworkBandwidthGbps) &&
    within(
      info.EbsInfo?.EbsOptimizedInfo?.BaselineBandwidthInMbps,
      wanted.BaselineEbsBandwidthMbps,
    ) &&
    meetsStorage(info, wanted) &&
    meetsAccelerators(info, wanted)
  )
}

interface Range {
  readonly Min?: number | undefined
  readonly Max?: number | undefined
}

/** A number that is not known meets no bound. */
function within(value: number | undefined, range: Range | undefined): boolean {
  const { Min, Max } = range ?? {}
  if (Min === undefined && Max === undefined) return true
  return value !== undefined && value >= (Min ?? -Infinity) && value <= (Max ?? Infinity)
}

function oneOf(value: string | undefined, wanted: readonly string[] | undefined): boolean {
  return !wanted?.length || (value !== undefined && wanted.includes(value))
}

function chosen(has: boolean | undefined, wanted: 'included' | 'required' | 'excluded'): boolean {
  if (wanted === 'included') return true
  return (has ?? false) === (wanted === 'required')
}

function named(name: string, wanted: InstanceRequirements): boolean {
  const matches = (text: string) => {
    const pattern = parseGlob(text)
    return typeof pattern === 'string' ? pattern === name : matchesGlob(pattern, name)
  }
  const { AllowedInstanceTypes: allowed = [], ExcludedInstanceTypes: excluded = [] } = wanted
  return (allowed.length === 0 || allowed.some(matches)) && !excluded.some(matches)
}

function baselineGbps({ NetworkInfo: network }: InstanceTypeInfo): number | undefined {
  const cards = network?.NetworkCards?.flatMap(({ BaselineBandwidthInGbps }) =>
    BaselineBandwidthInGbps === undefined ? [] : [BaselineBandwidthInGbps],
  )
  return cards?.length ? cards.reduce((sum, each) => sum + each, 0) : undefined
}

function meetsStorage(info: InstanceTypeInfo, wanted: InstanceRequirements): boolean {
  const storage = info.InstanceStorageInfo
  const types = (storage?.Disks ?? []).flatMap(({ Type }) => Type ?? [])
  return (
    chosen(info.InstanceStorageSupported, wanted.LocalStorage ?? 'included') &&
    // The kind of disk is asked only of types that have one.
    (types.length === 0 || types.some((type) => oneOf(type, wanted.LocalStorageTypes))) &&
    within(storage?.TotalSizeInGB, wanted.TotalLocalStorageGB)
  )
}

interface Accelerator {
  readonly type: string
  readonly count: number
  readonly manufacturer: string
  readonly name: string
  readonly memoryMiB: number
}

const sum = (list: readonly Accelerator[], of: (each: Accelerator) => number) =>
  list.reduce((total, each) => total + of(each), 0)

function meetsAccelerators(info: InstanceTypeInfo, wanted: InstanceRequirements): boolean {
  const all = acceleratorsOf(info)
  const some = (of: (each: Accelerator) => string, list: readonly string[] | undefined) =>
    !list?.length || all.some((each) => list.includes(of(each)))
  return (
    within(
      sum(all, ({ count }) => count),
      wanted.AcceleratorCount,
    ) &&
    within(
      sum(all, ({ memoryMiB }) => memoryMiB),
      wanted.AcceleratorTotalMemoryMiB,
    ) &&
    some(({ type }) => type, wanted.AcceleratorTypes) &&
    some(({ manufacturer }) => manufacturer, wanted.AcceleratorManufacturers) &&
    some(({ name }) => name, wanted.AcceleratorNames)
  )
}

function acceleratorsOf(info: InstanceTypeInfo): readonly Accelerator[] {
  const describe = (
    type: string,
    each: {
      readonly Count?: number
      readonly Manufacturer?: string
      readonly Name?: string
      readonly MemoryInfo?: { readonly SizeInMiB?: number }
    },
  ): Accelerator => {
    const maker = (each.Manufacturer ?? '').toLowerCase()
    const count = each.Count ?? 1
    return {
      type,
      count,
      manufacturer: maker === 'aws' || maker === 'amazon' ? 'amazon-web-services' : maker,
      name: (each.Name ?? '').toLowerCase().replaceAll(/[\s_]+/g, '-'),
      memoryMiB: count * (each.MemoryInfo?.SizeInMiB ?? 0),
    }
  }
  return [
    ...(info.GpuInfo?.Gpus ?? []).map((each) => describe('gpu', each)),
    ...(info.FpgaInfo?.Fpgas ?? []).map((each) => describe('fpga', each)),
    ...(info.InferenceAcceleratorInfo?.Accelerators ?? []).map((each) =>
      describe('inference', each),
    ),
    ...(info.NeuronInfo?.NeuronDevices ?? []).map((each) =>
      describe('inference', { ...each, Manufacturer: 'AWS' }),
    ),
    ...(info.MediaAcceleratorInfo?.Accelerators ?? []).map((each) => describe('media', each)),
  ]
}
