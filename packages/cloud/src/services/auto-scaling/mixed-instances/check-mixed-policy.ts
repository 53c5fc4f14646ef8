import type {
  InstancesDistribution,
  LaunchTemplateOverrides,
  MixedInstancesPolicy,
} from '@aws-sdk/client-auto-scaling'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { unsupported, validationError } from '../errors.ts'
import { candidatesOf } from './candidates.ts'

const mostTypes = 40
const mostRequirements = 4
const onDemandStrategies = ['lowest-price', 'prioritized']
const spotStrategies = [
  'lowest-price',
  'capacity-optimized',
  'capacity-optimized-prioritized',
  'price-capacity-optimized',
]

/** Refuses a policy that AWS would refuse; messages: github.com/badmintoncryer/cdk-preflight (rules/autoscaling). */
export function checkMixedPolicy(ctx: Context, policy: MixedInstancesPolicy): void {
  const { LaunchTemplate: template, InstancesDistribution: distribution = {} } = policy
  const named = template?.LaunchTemplateSpecification
  if (!template || (!named?.LaunchTemplateId && !named?.LaunchTemplateName)) {
    throw validationError('A launch template must be specified for a mixed instances policy.')
  }
  const overrides = template.Overrides ?? []
  checkOverrides(overrides)
  checkDistribution(distribution, overrides)
  try {
    candidatesOf(ctx, {}, { kind: 'mixed', policy })
  } catch (error) {
    if (!(error instanceof AwsError)) throw error
    throw validationError(error.message)
  }
}

function checkOverrides(overrides: readonly LaunchTemplateOverrides[]): void {
  const types = overrides.flatMap(({ InstanceType }) => InstanceType ?? [])
  if (overrides.some((each) => each.InstanceType && each.InstanceRequirements)) {
    throw validationError(
      'The parameter InstanceType cannot be used in a launch template override using instance requirements.',
    )
  }
  const requirements = overrides.filter((each) => each.InstanceRequirements)
  if (requirements.length > mostRequirements) {
    throw validationError(
      `You can only have ${mostRequirements} launch template overrides using instance requirements at most.`,
    )
  }
  if (requirements.length > 0 && types.length > 0) {
    throw validationError(
      'Launch template overrides using instance types and instance requirements cannot be mixed.',
    )
  }
  if (overrides.length > mostTypes) {
    throw validationError(`The number of LaunchTemplateOverrides must be fewer than ${mostTypes}.`)
  }
  if (new Set(types).size < types.length) {
    throw validationError('Cannot add same instance type override more than once.')
  }
  const weights = overrides.flatMap(({ WeightedCapacity }) => WeightedCapacity ?? [])
  if (weights.length > 0 && weights.length < overrides.length) {
    throw validationError('Not all instance types have a defined WeightedCapacity.')
  }
  if (weights.some((weight) => !/^[1-9]\d{0,2}$/.test(weight))) {
    throw validationError('WeightedCapacity must be an integer between 1 and 999.')
  }
}

function checkDistribution(
  distribution: InstancesDistribution,
  overrides: readonly LaunchTemplateOverrides[],
): void {
  const {
    OnDemandAllocationStrategy: onDemand,
    OnDemandBaseCapacity: base = 0,
    OnDemandPercentageAboveBaseCapacity: percent = 100,
    SpotAllocationStrategy: spot,
    SpotInstancePools: pools,
    SpotMaxPrice: price,
    DistributionSegments: segments = [],
  } = distribution
  if (segments.length > 0) throw unsupported('InstancesDistribution.DistributionSegments')
  const byRequirements = overrides.some((each) => each.InstanceRequirements)
  if (onDemand !== undefined && !onDemandStrategies.includes(onDemand)) {
    throw validationError(`Invalid On-Demand allocation strategy: ${onDemand}`)
  }
  if (byRequirements && onDemand === 'prioritized') {
    throw validationError(
      'The prioritized allocation strategy is not compatible with instance requirements. Valid options: [lowest-price].',
    )
  }
  if (base < 0) throw validationError('OnDemandBaseCapacity must be non-negative.')
  if (percent < 0 || percent > 100) {
    throw validationError('OnDemandPercentageAboveBaseCapacity must be between 0 and 100.')
  }
  if (spot !== undefined && !spotStrategies.includes(spot)) {
    throw validationError(`Invalid Spot allocation strategy: ${spot}`)
  }
  if (byRequirements && spot === 'capacity-optimized-prioritized') {
    throw validationError(
      'The capacity-optimized-prioritized allocation strategy is not compatible with instance requirements.',
    )
  }
  if (pools !== undefined && (spot ?? 'lowest-price') !== 'lowest-price') {
    throw validationError(
      'SpotInstancePools option is only available with the lowest-price allocation strategy.',
    )
  }
  if (pools !== undefined && (pools < 1 || pools > 20)) {
    throw validationError('SpotInstancePools must be between 1 and 20.')
  }
  if (price !== undefined && price !== '' && !(Number(price) >= 0.001)) {
    throw validationError('SpotMaxPrice must be a number of at least 0.001.')
  }
}
