import { findRegion } from '../../../catalogue/regions.ts'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'

/** The zone that a call names by name or by id, never by both. */
export function readZone(
  ctx: Context,
  input: { readonly AvailabilityZone?: string; readonly AvailabilityZoneId?: string },
): string {
  const { AvailabilityZone: name, AvailabilityZoneId: id } = input
  if (name !== undefined && id !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'The parameters AvailabilityZone and AvailabilityZoneId cannot be used together.',
    )
  }
  if (name === undefined && id === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter AvailabilityZone',
    )
  }
  const zones = findRegion(ctx.region)?.zones ?? []
  const found = zones.find((zone) => zone.name === name || zone.id === id)
  if (found) return found.name
  throw new AwsError('InvalidZone.NotFound', `The zone '${name ?? id}' does not exist.`)
}
