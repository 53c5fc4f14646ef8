import type { TargetCapacitySpecificationRequest } from '@aws-sdk/client-ec2'
import { AwsError } from '../../../errors.ts'
import type { FleetTarget } from './fleet.ts'

const maxTarget = 10_000

/** What is not said to be On-Demand or Spot is of the default kind. */
export function readTarget(asked: TargetCapacitySpecificationRequest | undefined): FleetTarget {
  const total = asked?.TotalTargetCapacity
  if (asked === undefined || total === undefined) {
    throw new AwsError(
      'MissingParameter',
      'The request must contain the parameter TargetCapacitySpecification.TotalTargetCapacity',
    )
  }
  const { OnDemandTargetCapacity: onDemand, SpotTargetCapacity: spot } = asked
  const defaultType = asked.DefaultTargetCapacityType === 'spot' ? 'spot' : 'on-demand'
  const parts = [total, onDemand ?? 0, spot ?? 0]
  if (parts.some((part) => part < 0) || total > maxTarget) {
    throw new AwsError(
      'InvalidParameterValue',
      `The target capacity must be between 0 and ${maxTarget}.`,
    )
  }
  const rest = total - (onDemand ?? 0) - (spot ?? 0)
  if (rest < 0) {
    throw new AwsError(
      'InvalidParameterValue',
      'The sum of OnDemandTargetCapacity and SpotTargetCapacity must not exceed TotalTargetCapacity.',
    )
  }
  return {
    total,
    onDemand: (onDemand ?? 0) + (defaultType === 'on-demand' ? rest : 0),
    spot: (spot ?? 0) + (defaultType === 'spot' ? rest : 0),
    defaultType,
    unit: asked.TargetCapacityUnitType ?? 'units',
  }
}
