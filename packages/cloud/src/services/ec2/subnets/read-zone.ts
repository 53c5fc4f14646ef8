import { zonesOf, type Zone } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { findEdgeZone, hasOptedIn } from '../regions/zone-group.ts'
import { AwsError } from '../../../errors.ts'

interface ZoneInput {
  readonly AvailabilityZone?: string
  readonly AvailabilityZoneId?: string
}

/** The zone that a call names, by name or by id; undefined when it names none. */
export function readZone(ctx: Context, input: ZoneInput): Zone | undefined {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  const zones = zonesOf(ctx.region)
  if (name && id) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You cannot specify both availabilityZone and availabilityZoneId.',
    )
  }
  if (!name && !id) return undefined
  const zone = zones.find((each) => (name ? each.name === name : each.id === id))
  if (zone) return zone
  const edge = findEdgeZone(ctx.region, name || id)
  if (edge && hasOptedIn(ctx, edge)) {
    throw new AwsError(
      'UnsupportedOperation',
      `Subnets in Local Zones and Wavelength Zones (${edge.name}) are not supported by the embedded cloud.`,
    )
  }
  const [parameter, known] = name
    ? ['availabilityZone', zones.map((each) => each.name)]
    : ['availabilityZoneId', zones.map((each) => each.id)]
  throw new AwsError(
    'InvalidParameterValue',
    `Value (${name ?? id}) for parameter ${parameter} is invalid. Subnets can currently only be created in the following availability zones: ${known.join(', ')}.`,
  )
}
