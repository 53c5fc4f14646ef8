import type { InstanceTypeInfo, RunInstancesCommandInput } from '@aws-sdk/client-ec2'
import { findInstanceType, zonesOffering } from '../../../../catalogue/instance-types.ts'
import type { Context } from '../../../../engine/context.ts'
import { AwsError } from '../../../../errors.ts'
import { findZoneOutage } from '../../../faults/fault.ts'
import type { ImageRecord } from '../../images/image.ts'

/** What RunInstances takes when no type is named. */
export const defaultType = 'm1.small'

export interface LaunchType {
  readonly name: string
  readonly info: InstanceTypeInfo
  /** Zones of the Region that offer it; never empty. */
  readonly zones: readonly string[]
}

/** The type of a launch, which must exist, be offered in the Region, and suit the image. */
export function resolveLaunchType(
  region: string,
  input: RunInstancesCommandInput,
  image: ImageRecord,
): LaunchType {
  const name = input.InstanceType ?? defaultType
  const info = findInstanceType(name)
  if (!info)
    throw new AwsError('InvalidParameterValue', `Invalid value '${name}' for InstanceType.`)
  const zones = zonesOffering(name, region)
  if (zones.length === 0) {
    throw new AwsError(
      'Unsupported',
      'The requested configuration is currently not supported. Please check the documentation for supported configurations.',
    )
  }
  checkArchitecture(info, image)
  if (!(info.SupportedRootDeviceTypes ?? ['ebs']).includes(image.rootDeviceType)) {
    throw new AwsError(
      'InvalidParameterCombination',
      `The instance type '${name}' does not support an AMI with root device type '${image.rootDeviceType}'.`,
    )
  }
  return { name, info, zones }
}

export function checkArchitecture(
  info: InstanceTypeInfo,
  image: { readonly architecture: ImageRecord['architecture'] },
): void {
  const supported = info.ProcessorInfo?.SupportedArchitectures ?? ['x86_64']
  if (supported.includes(image.architecture)) return
  throw new AwsError(
    'InvalidParameterValue',
    `The architecture '${supported.join(',')}' of the specified instance type does not match the architecture '${image.architecture}' of the specified AMI. Specify an instance type and an AMI that have matching architectures, and try again. You can use 'describe-instance-types' or 'describe-images' to discover the architecture of the instance type or AMI.`,
  )
}

/** https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/troubleshooting-launch.html */
export function checkZoneCapacity(
  ctx: Context,
  type: string,
  zones: readonly string[],
  zone: string,
): void {
  if (!findZoneOutage(ctx.db, zone)) return
  const others = zones.filter((each) => !findZoneOutage(ctx.db, each))
  const hint =
    others.length === 0
      ? ''
      : ` You can currently get ${type} capacity by not specifying an Availability Zone in your request or choosing ${others.join(', ')}.`
  throw new AwsError(
    'InsufficientInstanceCapacity',
    `We currently do not have sufficient ${type} capacity in the Availability Zone you requested (${zone}). Our system will be working on provisioning additional capacity.${hint}`,
    500,
  )
}

export function zoneRefusal(type: LaunchType, zone: string): AwsError {
  return new AwsError(
    'Unsupported',
    `Your requested instance type (${type.name}) is not supported in your requested Availability Zone (${zone}). Please retry your request by not specifying an Availability Zone or choosing ${type.zones.join(', ')}.`,
  )
}
