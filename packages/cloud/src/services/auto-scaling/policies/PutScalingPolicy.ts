import type { PolicyARNType, PutScalingPolicyType } from '@aws-sdk/client-auto-scaling'
import { isDeepStrictEqual } from 'node:util'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { deleteAlarm } from '../../cloudwatch/alarms/put-alarm.ts'
import { validationError } from '../errors.ts'
import { findLivingGroup } from '../groups/find-group.ts'
import { readPolicy } from './check-policy.ts'
import { alarmsOf, toInput } from './describe-policy.ts'
import { policies, type PolicyRecord, type TrackingPolicyRecord } from './policy.ts'
import { dropTrackingAlarms, nameAlarms, putTrackingAlarms } from './tracking-alarms.ts'

/** https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-quotas.html */
const mostPolicies = 50

/**
 * Makes a scaling policy, or changes of one what is said: simple, step and target tracking scaling, which makes its alarms.
 * @limits 50 policies a group, 20 steps a policy. Predictive scaling and high-resolution predefined metrics are refused.
 */
export const PutScalingPolicy = operation<PutScalingPolicyType, PolicyARNType>(
  'PutScalingPolicy',
  (ctx, input) => {
    const group = findLivingGroup(ctx, input.AutoScalingGroupName)
    const name = checkName(input.PolicyName)
    const before = ctx.db.by(policies, 'group', group.id).find((each) => each.name === name)
    const type = input.PolicyType ?? before?.type
    // What an update does not say stays as it is.
    const said = before && type === before.type ? { ...toInput(before), ...defined(input) } : input
    const read = readPolicy(said)
    if (!before && ctx.db.countBy(policies, 'group', group.id) >= mostPolicies) {
      throw new AwsError(
        'LimitExceeded',
        `You may not create more than ${mostPolicies} scaling policies for an Auto Scaling group.`,
      )
    }
    const id = before?.id ?? newArn(ctx, group.id, name)
    const identity = { id, name, group: group.id }
    if (before && before.type !== read.type) dropTrackingAlarms(ctx, before)
    const policy: PolicyRecord =
      read.type === 'TargetTrackingScaling'
        ? tracking(ctx, { ...identity, ...read }, before)
        : { ...identity, ...read }
    ctx.db.put(policies, policy)
    return { PolicyARN: id, Alarms: alarmsOf(ctx, policy) }
  },
)

function checkName(name: string | undefined): string {
  if (name !== undefined && name.length >= 1 && name.length <= 255) return name
  throw validationError('PolicyName must be between 1 and 255 characters long')
}

function newArn({ account, region, chance }: Context, group: string, name: string): string {
  return `arn:aws:autoscaling:${region}:${account}:scalingPolicy:${chance.uuid()}:autoScalingGroupName/${group}:policyName/${name}`
}

function defined(input: PutScalingPolicyType): PutScalingPolicyType {
  const { AutoScalingGroupName, PolicyName, ...rest } = input
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)),
    AutoScalingGroupName,
    PolicyName,
  }
}

/** Makes the alarms; those of a policy that there is keep their names. */
function tracking(
  ctx: Context,
  made: Omit<TrackingPolicyRecord, 'alarms'>,
  before: PolicyRecord | undefined,
): TrackingPolicyRecord {
  refuseSameMetric(ctx, made)
  const kept = before?.type === 'TargetTrackingScaling' ? before : undefined
  const names = { ...nameAlarms(ctx, made.group), ...kept?.alarms }
  const { DisableScaleIn: staysOut = false } = made.configuration
  const alarms = staysOut ? { high: names.high } : names
  if (staysOut && kept?.alarms.low !== undefined) deleteAlarm(ctx, kept.alarms.low)
  const policy = { ...made, alarms }
  putTrackingAlarms(ctx, policy)
  return policy
}

function refuseSameMetric(ctx: Context, made: Omit<TrackingPolicyRecord, 'alarms'>): void {
  const { PredefinedMetricSpecification: predefined, CustomizedMetricSpecification: own } =
    made.configuration
  const taken = ctx.db.by(policies, 'group', made.group).some((other) => {
    if (other.id === made.id || other.type !== 'TargetTrackingScaling') return false
    const its = other.configuration
    return (
      isDeepStrictEqual(its.PredefinedMetricSpecification, predefined) &&
      isDeepStrictEqual(its.CustomizedMetricSpecification, own)
    )
  })
  if (!taken) return
  // Seen in the answers of AWS, for example in aws/aws-sdk issues and cdk deployments.
  throw validationError(
    'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
  )
}
