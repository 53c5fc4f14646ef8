import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { readZone } from '../volumes/read-zone.ts'

/** The zones that a call names, all by name or all by id. */
export function readZones(
  ctx: Context,
  input: {
    readonly AvailabilityZones?: readonly string[]
    readonly AvailabilityZoneIds?: readonly string[]
  },
): readonly string[] {
  const names = input.AvailabilityZones ?? []
  const ids = input.AvailabilityZoneIds ?? []
  if ((names.length === 0) === (ids.length === 0)) {
    throw names.length === 0
      ? new AwsError(
          'MissingParameter',
          'The request must contain the parameter AvailabilityZone or AvailabilityZoneId',
        )
      : new AwsError(
          'InvalidParameterCombination',
          'The parameters AvailabilityZone and AvailabilityZoneId cannot be used together.',
        )
  }
  return [
    ...names.map((AvailabilityZone) => readZone(ctx, { AvailabilityZone })),
    ...ids.map((AvailabilityZoneId) => readZone(ctx, { AvailabilityZoneId })),
  ]
}
