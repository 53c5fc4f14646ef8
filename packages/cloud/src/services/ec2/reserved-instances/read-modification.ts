import { hasSizes, normalizationFactor, parseInstanceType } from '@brume/ec2-model'
import type { ReservedInstancesConfiguration } from '@aws-sdk/client-ec2'
import { findInstanceType, zonesOffering } from '../../../catalogue/instance-types.ts'
import { zoneIdOf } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import type { ReservedInstancesRecord } from './reserved-instances.ts'

export interface Wanted {
  readonly instanceType: string
  readonly zone?: string
  readonly count: number
}

/**
 * What may become of Reserved Instances: another place, another scope, other sizes of the same footprint.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ri-modifying.html
 */
export function readTargets(
  ctx: Context,
  from: readonly ReservedInstancesRecord[],
  asked: readonly ReservedInstancesConfiguration[],
): readonly Wanted[] {
  const [first, ...rest] = from
  if (!first || asked.length === 0) throw refusal('No Reserved Instances or no targets were given.')
  for (const record of from) checkModifiable(record)
  if (rest.some((other) => !isAlike(first, other))) {
    throw refusal(
      'The Reserved Instances to be modified must be identical, except for Availability Zone, scope and instance size, and end in the same hour.',
    )
  }
  const wanted = asked.map((each) => readTarget(ctx, first, each))
  const names = wanted.map(({ instanceType, zone = '' }) => `${instanceType}/${zone}`)
  if (new Set(names).size < names.length) {
    throw refusal('The target configurations must be unique.')
  }
  checkFootprint(from, wanted)
  return wanted
}

function checkModifiable({ id, state, modificationId }: ReservedInstancesRecord): void {
  if (state !== 'active') {
    throw refusal(`The Reserved Instances '${id}' are not active (${state}).`)
  }
  if (modificationId !== undefined) {
    throw refusal(`The Reserved Instances '${id}' are being modified already (${modificationId}).`)
  }
}

function isAlike(a: ReservedInstancesRecord, b: ReservedInstancesRecord): boolean {
  const hour = ({ end }: ReservedInstancesRecord) => Math.floor(end / 3_600_000)
  return (
    familyOf(a.instanceType) === familyOf(b.instanceType) &&
    a.platform === b.platform &&
    a.tenancy === b.tenancy &&
    a.kind === b.kind &&
    a.payment === b.payment &&
    hour(a) === hour(b)
  )
}

function readTarget(
  ctx: Context,
  first: ReservedInstancesRecord,
  asked: ReservedInstancesConfiguration,
): Wanted {
  const { Scope: scope, InstanceCount: count, Platform: platform } = asked
  const instanceType = asked.InstanceType ?? first.instanceType
  if (platform !== undefined && platform !== 'EC2-VPC') {
    throw refusal(`The network platform '${platform}' is not offered: EC2-Classic is retired.`)
  }
  if (count === undefined || count < 1) {
    throw refusal('Each target configuration needs an instance count of at least 1.')
  }
  if (!findInstanceType(instanceType)) {
    throw new AwsError('InvalidParameterValue', `Invalid value '${instanceType}' for InstanceType.`)
  }
  const offered = zonesOffering(instanceType, ctx.region)
  const name = asked.AvailabilityZone
  const named = name ?? offered.find((zone) => zoneIdOf(zone) === asked.AvailabilityZoneId)
  if (scope === 'Region') {
    if (named === undefined) return { instanceType, count }
    throw refusal('An Availability Zone cannot be given with the scope Region.')
  }
  const zone = named ?? first.zone
  if (zone === undefined && scope === 'Availability Zone') {
    throw refusal('The scope Availability Zone needs an Availability Zone.')
  }
  if (zone !== undefined && !offered.includes(zone)) {
    throw refusal(`${instanceType} is not offered in the Availability Zone '${zone}'.`)
  }
  return { instanceType, zone, count }
}

/** As many of the same type, or sizes of the same family that add up to the same. */
function checkFootprint(from: readonly ReservedInstancesRecord[], wanted: readonly Wanted[]): void {
  const [first] = from
  if (!first) return
  const types = new Set([...from, ...wanted].map(({ instanceType }) => instanceType))
  if (types.size > 1) {
    if ([...types].some((type) => familyOf(type) !== familyOf(first.instanceType))) {
      throw refusal('The instance size can be changed within the same family only.')
    }
    if (
      first.platform !== 'linux' ||
      first.tenancy !== 'default' ||
      !hasSizes(first.instanceType)
    ) {
      throw refusal(
        'The instance size can be changed for Linux/UNIX on default tenancy only, and not in every family.',
      )
    }
  }
  const [before, after] = [footprint(from), footprint(wanted)]
  if (before === after) return
  throw refusal(
    `The target configurations must have the same instance size footprint as the Reserved Instances: ${after} is not ${before} normalized units.`,
  )
}

export function footprint(of: readonly { instanceType: string; count: number }[]): number {
  return of.reduce((sum, { instanceType, count }) => sum + count * unitsOf(instanceType), 0)
}

/** Where AWS has no factor every type counts alike: it cannot be changed for another. */
export function unitsOf(type: string): number {
  return normalizationFactor(type) ?? 1
}

function familyOf(type: string): string {
  return parseInstanceType(type)?.family ?? type
}

function refusal(message: string): AwsError {
  return new AwsError('InvalidInput', message)
}
