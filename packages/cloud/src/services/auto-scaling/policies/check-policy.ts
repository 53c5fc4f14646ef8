import type { PutScalingPolicyType } from '@aws-sdk/client-auto-scaling'
import { unsupported, validationError } from '../errors.ts'
import type { AdjustmentType } from './adjustment.ts'
import { checkTracking } from './check-tracking.ts'
import type { MetricAggregation, PolicyRecord } from './policy.ts'
import { checkSteps, type Step } from './steps.ts'

// What AWS says was seen in https://github.com/badmintoncryer/cdk-preflight (rules/autoscaling).

type Member = keyof PutScalingPolicyType & string

/** Members that belong to other types of policies. */
const foreign: Readonly<Record<PolicyRecord['type'], readonly Member[]>> = {
  SimpleScaling: [
    'MetricAggregationType',
    'EstimatedInstanceWarmup',
    'StepAdjustments',
    'TargetTrackingConfiguration',
  ],
  StepScaling: ['ScalingAdjustment', 'TargetTrackingConfiguration'],
  TargetTrackingScaling: [
    'MetricAggregationType',
    'MinAdjustmentMagnitude',
    'ScalingAdjustment',
    'StepAdjustments',
    'PredictiveScalingConfiguration',
  ],
}

/** What a policy says besides its name, alarms and ARN. */
type Said<P> = P extends PolicyRecord ? Omit<P, 'id' | 'name' | 'group' | 'alarms'> : never

/** Reads a policy, or says what is wrong with it. */
export function readPolicy(input: PutScalingPolicyType): Said<PolicyRecord> {
  const type = readType(input)
  refuseForeign(type, input)
  const enabled = input.Enabled ?? true
  const warmup = nonNegative('EstimatedInstanceWarmup', input.EstimatedInstanceWarmup)
  if (type === 'TargetTrackingScaling') {
    return {
      type,
      enabled,
      warmup,
      configuration: checkTracking(input.TargetTrackingConfiguration),
    }
  }
  const adjustmentType = readAdjustmentType(type, input.AdjustmentType)
  const minMagnitude = readMagnitude(input, adjustmentType)
  if (type === 'SimpleScaling') {
    const amount = input.ScalingAdjustment
    if (amount === undefined) {
      throw validationError('Scaling increment must be specified for a SimpleScaling policy')
    }
    if (adjustmentType === 'ExactCapacity' && amount < 0) {
      throw validationError(
        'The lower range for adjustment is 0 with the specified adjustment type',
      )
    }
    const cooldown = nonNegative('Cooldown', input.Cooldown)
    return { type, enabled, adjustmentType, amount, minMagnitude, cooldown }
  }
  const steps = (input.StepAdjustments ?? []).map((step): Step => ({
    lower: step.MetricIntervalLowerBound,
    upper: step.MetricIntervalUpperBound,
    amount: step.ScalingAdjustment ?? 0,
  }))
  checkSteps(steps)
  if (adjustmentType === 'ExactCapacity' && steps.some(({ amount }) => amount < 0)) {
    throw validationError(
      'The lowest value for ScalingAdjustment parameter is 0 with the specified adjustment type',
    )
  }
  const aggregation = readAggregation(input.MetricAggregationType)
  return { type, enabled, adjustmentType, steps, minMagnitude, aggregation, warmup }
}

function readType({
  PolicyType: type = 'SimpleScaling',
  PredictiveScalingConfiguration: predictive,
}: PutScalingPolicyType): PolicyRecord['type'] {
  if (type === 'PredictiveScaling' || predictive) throw unsupported('Predictive scaling')
  if (type === 'SimpleScaling' || type === 'StepScaling' || type === 'TargetTrackingScaling') {
    return type
  }
  throw validationError(
    `${type} is not a valid policy type. The valid policy types are SimpleScaling, StepScaling, TargetTrackingScaling and PredictiveScaling.`,
  )
}

function refuseForeign(type: PolicyRecord['type'], input: PutScalingPolicyType): void {
  const found = foreign[type].find((member) => {
    const value: unknown = input[member]
    return Array.isArray(value) ? value.length > 0 : value !== undefined
  })
  if (found === undefined) return
  throw validationError(
    type === 'TargetTrackingScaling'
      ? `${found} are not supported for a TargetTracking policy`
      : `${found} is not supported for a ${type} policy`,
  )
}

function readAdjustmentType(type: string, asked: string | undefined): AdjustmentType {
  if (asked === undefined) {
    throw validationError(`You must specify an AdjustmentType for policy type: ${type}`)
  }
  if (
    asked === 'ChangeInCapacity' ||
    asked === 'ExactCapacity' ||
    asked === 'PercentChangeInCapacity'
  ) {
    return asked
  }
  throw validationError(
    `${asked} is not a valid adjustment type. The valid adjustment types are ChangeInCapacity, ExactCapacity and PercentChangeInCapacity.`,
  )
}

/** `MinAdjustmentStep` is its old name. */
function readMagnitude(
  { MinAdjustmentMagnitude, MinAdjustmentStep }: PutScalingPolicyType,
  type: AdjustmentType,
): number | undefined {
  const least = MinAdjustmentMagnitude ?? MinAdjustmentStep
  if (least === undefined) return undefined
  if (type !== 'PercentChangeInCapacity') {
    throw validationError(
      'MinAdjustmentMagnitude is not supported by the specified adjustment type',
    )
  }
  if (least > 0) return least
  throw validationError('If specified, MinAdjustmentMagnitude must be greater than zero')
}

function readAggregation(asked: string | undefined): MetricAggregation {
  if (asked === undefined) return 'Average'
  if (asked === 'Average' || asked === 'Minimum' || asked === 'Maximum') return asked
  throw validationError(
    `${asked} is not a valid metric aggregation type. The valid types are Minimum, Maximum and Average.`,
  )
}

function nonNegative(name: string, value: number | undefined): number | undefined {
  if (value === undefined || value >= 0) return value
  throw validationError(`${name} must be a non-negative integer`)
}
