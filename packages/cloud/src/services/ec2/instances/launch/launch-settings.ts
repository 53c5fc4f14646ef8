import type { InstanceTypeInfo, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { creditDefault } from '../../credit-defaults/settings.ts'
import type { ImageRecord } from '../../images/image.ts'
import { readMetadataDefaults } from '../../metadata-defaults/settings.ts'
import { isIpv6Native, privateDnsNameOptionsOf, type SubnetRecord } from '../../subnets/subnet.ts'
import type { InstanceRecord } from '../instance.ts'
import {
  changeMetadataOptions,
  checkTokensEnforced,
  defaultMetadataOptions,
} from '../metadata-options.ts'
import { readUserData } from '../user-data.ts'
import type { VolumePlan } from './launch-storage.ts'
import type { LaunchType } from './launch-type.ts'

/** What a launch sets besides network and storage. */
export type LaunchSettings = Pick<
  InstanceRecord,
  | 'userData'
  | 'metadataOptions'
  | 'monitoring'
  | 'placement'
  | 'lifecycle'
  | 'shutdownBehavior'
  | 'hibernationConfigured'
  | 'disableApiTermination'
  | 'disableApiStop'
  | 'cpuCredits'
  | 'cpuOptions'
  | 'enclaveEnabled'
  | 'autoRecovery'
  | 'privateDnsNameOptions'
  | 'capacityReservationPreference'
  | 'capacityReservationTarget'
  | 'ebsOptimized'
  | 'bandwidthWeighting'
>

/** All of it but what the place of the launch decides. */
export function readSettings(
  ctx: Context,
  input: RunInstancesCommandInput,
  image: ImageRecord,
  type: LaunchType,
  storage: readonly VolumePlan[],
): Omit<
  LaunchSettings,
  | 'placement'
  | 'privateDnsNameOptions'
  | 'capacityReservationPreference'
  | 'capacityReservationTarget'
> {
  const { info } = type
  return {
    userData: readUserData(input.UserData),
    metadataOptions: readMetadataOptions(ctx, input, image),
    monitoring: input.Monitoring?.Enabled ? 'pending' : 'disabled',
    lifecycle: input.InstanceMarketOptions ? 'spot' : undefined,
    shutdownBehavior: readShutdownBehavior(input, image),
    hibernationConfigured: readHibernation(input, type, storage),
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    cpuCredits: readCredits(ctx, input.CreditSpecification?.CpuCredits, type.name, info),
    cpuOptions: readCpuOptions(input, type),
    enclaveEnabled: readEnclave(input, type),
    autoRecovery: input.MaintenanceOptions?.AutoRecovery ?? 'default',
    bandwidthWeighting: readBandwidthWeighting(
      input.NetworkPerformanceOptions?.BandwidthWeighting,
      type.name,
      info,
    ),
    ebsOptimized: readEbsOptimized(input.EbsOptimized, type.name, info),
  }
}

/** What the launch does not say, its subnet does. */
export function readPrivateDnsNameOptions(
  input: RunInstancesCommandInput,
  subnet: SubnetRecord | undefined,
): LaunchSettings['privateDnsNameOptions'] {
  const asked = input.PrivateDnsNameOptions
  const own = privateDnsNameOptionsOf(subnet)
  if (asked?.HostnameType === 'ip-name' && subnet && isIpv6Native(subnet)) {
    throw new AwsError(
      'InvalidParameterValue',
      `The hostname type ip-name cannot be used in the IPv6-only subnet '${subnet.id}'.`,
    )
  }
  return {
    hostnameType: asked?.HostnameType ?? own.hostnameType,
    enableResourceNameDnsARecord:
      asked?.EnableResourceNameDnsARecord ?? own.enableResourceNameDnsARecord,
    enableResourceNameDnsAAAARecord:
      asked?.EnableResourceNameDnsAAAARecord ?? own.enableResourceNameDnsAAAARecord,
  }
}

function readShutdownBehavior(
  input: RunInstancesCommandInput,
  image: ImageRecord,
): 'stop' | 'terminate' {
  const wished = input.InstanceInitiatedShutdownBehavior
  if (image.rootDeviceType === 'ebs') return wished ?? 'stop'
  if (wished !== 'stop') return 'terminate'
  throw new AwsError(
    'InvalidParameterCombination',
    'The attribute instanceInitiatedShutdownBehavior can only be used for EBS-backed images.',
  )
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/hibernating-prerequisites.html */
function readHibernation(
  input: RunInstancesCommandInput,
  type: LaunchType,
  storage: readonly VolumePlan[],
): boolean {
  if (!input.HibernationOptions?.Configured) return false
  const refuse = (why: string): AwsError => new AwsError('UnsupportedHibernationConfiguration', why)
  if (!type.info.HibernationSupported) {
    throw refuse(`Hibernation is not supported for the instance type ${type.name}.`)
  }
  const root = storage.find((volume) => volume.root)
  if (!root?.encrypted) {
    throw refuse('Hibernation requires an encrypted root device volume.')
  }
  const memoryGiB = (type.info.MemoryInfo?.SizeInMiB ?? 0) / 1024
  if (root.sizeGiB < memoryGiB) {
    throw refuse(
      `The root device volume of ${root.sizeGiB} GiB is too small to store the memory of ${type.name}.`,
    )
  }
  if (input.EnclaveOptions?.Enabled) {
    throw refuse('Hibernation and Nitro Enclaves cannot be enabled on the same instance.')
  }
  return true
}

function readMetadataOptions(
  ctx: Context,
  input: RunInstancesCommandInput,
  image: ImageRecord,
): InstanceRecord['metadataOptions'] {
  const defaults = readMetadataDefaults(ctx)
  const options = changeMetadataOptions(
    defaultMetadataOptions(defaults, image.imdsSupport),
    input.MetadataOptions,
  )
  checkTokensEnforced(defaults, options)
  return options
}

/** What a launch does not say, the family's default does. */
export function readCredits(
  ctx: Pick<Context, 'db'>,
  wished: string | undefined,
  name: string,
  info: InstanceTypeInfo,
): 'standard' | 'unlimited' | undefined {
  if (!info.BurstablePerformanceSupported) {
    if (wished === undefined) return undefined
    throw new AwsError(
      'InvalidParameterCombination',
      `The CPU credit specification is not supported for the instance type ${name}.`,
    )
  }
  if (wished === undefined) return creditDefault(ctx, name.split('.')[0] ?? '')
  if (wished === 'standard' || wished === 'unlimited') return wished
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${wished}) for parameter CpuCredits is invalid. Valid values are standard and unlimited.`,
  )
}

function readCpuOptions(
  input: RunInstancesCommandInput,
  { name, info }: LaunchType,
): InstanceRecord['cpuOptions'] {
  const wished = input.CpuOptions
  if (wished?.AmdSevSnp === 'enabled') {
    throw new AwsError(
      'UnsupportedOperation',
      'The member CpuOptions.AmdSevSnp of RunInstances is not supported by the embedded cloud.',
    )
  }
  if (wished?.NestedVirtualization === 'enabled') {
    throw new AwsError(
      'UnsupportedOperation',
      'The member CpuOptions.NestedVirtualization of RunInstances is not supported by the embedded cloud.',
    )
  }
  return chooseCpuOptions(name, info, wished ?? {})
}

/** The cores and threads of a type, or those asked for where the type can have them. */
export function chooseCpuOptions(
  name: string,
  info: InstanceTypeInfo,
  wished: { readonly CoreCount?: number; readonly ThreadsPerCore?: number },
): InstanceRecord['cpuOptions'] {
  const cpu = info.VCpuInfo ?? {}
  const cores = cpu.DefaultCores ?? cpu.DefaultVCpus ?? 1
  const threads = cpu.DefaultThreadsPerCore ?? 1
  const { CoreCount = cores, ThreadsPerCore = threads } = wished
  if (!(cpu.ValidCores ?? [cores]).includes(CoreCount)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${CoreCount}) for parameter CpuOptions.CoreCount is invalid for the instance type ${name}.`,
    )
  }
  if (!(cpu.ValidThreadsPerCore ?? [threads]).includes(ThreadsPerCore)) {
    throw new AwsError(
      'InvalidParameterValue',
      `Value (${ThreadsPerCore}) for parameter CpuOptions.ThreadsPerCore is invalid for the instance type ${name}.`,
    )
  }
  return { coreCount: CoreCount, threadsPerCore: ThreadsPerCore }
}

function readEnclave(input: RunInstancesCommandInput, { name, info }: LaunchType): boolean {
  if (!input.EnclaveOptions?.Enabled) return false
  if (info.NitroEnclavesSupport === 'supported') return true
  throw new AwsError(
    'InvalidParameterCombination',
    `Nitro Enclaves are not supported for the instance type ${name}.`,
  )
}

export function readEbsOptimized(
  wished: boolean | undefined,
  name: string,
  info: InstanceTypeInfo,
): boolean {
  const support = info.EbsInfo?.EbsOptimizedSupport
  if (support === 'unsupported' && wished) {
    throw new AwsError(
      'InvalidParameterCombination',
      `EBS-optimized instances are not supported for your requested configuration: ${name}.`,
    )
  }
  // Where it is the default the flag is still only what was asked for.
  return wished ?? false
}

/** How a type that can shifts bandwidth between network and EBS; undefined as it comes. */
export function readBandwidthWeighting(
  wished: InstanceRecord['bandwidthWeighting'] | 'default' | undefined,
  name: string,
  info: InstanceTypeInfo,
): InstanceRecord['bandwidthWeighting'] {
  if (wished === undefined || wished === 'default') return undefined
  if (info.NetworkInfo?.BandwidthWeightings?.includes(wished)) return wished
  throw new AwsError(
    'Unsupported',
    `The bandwidth weighting '${wished}' is not supported for the instance type '${name}'.`,
  )
}
