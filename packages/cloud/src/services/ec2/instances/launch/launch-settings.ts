import type { InstanceTypeInfo, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../../errors.ts'
import type { ImageRecord } from '../../images/image.ts'
import { privateDnsNameOptionsOf, type SubnetRecord } from '../../subnets/subnet.ts'
import type { InstanceRecord } from '../instance.ts'
import { changeMetadataOptions, defaultMetadataOptions } from '../metadata-options.ts'
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
>

/** All of it that needs no other record. */
export function readSettings(
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
    metadataOptions: changeMetadataOptions(
      defaultMetadataOptions(image.imdsSupport),
      input.MetadataOptions,
    ),
    monitoring: input.Monitoring?.Enabled ? 'pending' : 'disabled',
    lifecycle: input.InstanceMarketOptions ? 'spot' : undefined,
    shutdownBehavior: readShutdownBehavior(input, image),
    hibernationConfigured: readHibernation(input, type, storage),
    disableApiTermination: input.DisableApiTermination ?? false,
    disableApiStop: input.DisableApiStop ?? false,
    cpuCredits: readCredits(input.CreditSpecification?.CpuCredits, type.name, info),
    cpuOptions: readCpuOptions(input, type),
    enclaveEnabled: readEnclave(input, type),
    autoRecovery: input.MaintenanceOptions?.AutoRecovery ?? 'default',
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

/** Burstable types run `unlimited` since T3; T2 began with `standard`. */
export function readCredits(
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
  if (wished === undefined) return name.startsWith('t2.') ? 'standard' : 'unlimited'
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
  const cpu = info.VCpuInfo ?? {}
  const cores = cpu.DefaultCores ?? cpu.DefaultVCpus ?? 1
  const threads = cpu.DefaultThreadsPerCore ?? 1
  const wished = input.CpuOptions
  if (!wished) return { coreCount: cores, threadsPerCore: threads }
  if (wished.AmdSevSnp === 'enabled') {
    throw new AwsError(
      'UnsupportedOperation',
      'The member CpuOptions.AmdSevSnp of RunInstances is not supported by the embedded cloud.',
    )
  }
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
