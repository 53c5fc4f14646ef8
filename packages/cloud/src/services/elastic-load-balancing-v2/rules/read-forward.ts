import type { Action, ForwardActionConfig } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { targetGroupAttribute } from '../attributes/target-group-attributes.ts'
import { checkRange, invalidAction, invalidConfiguration, validationError } from '../errors.ts'
import type { ListenerProtocol } from '../listeners/listener.ts'
import type { LoadBalancerRecord } from '../load-balancers/load-balancer.ts'
import {
  balancersOf,
  groupsBehind,
  targetGroups,
  type TargetGroupRecord,
  type TargetProtocol,
} from '../target-groups/target-group.ts'
import type { ActionPlace } from './read-actions.ts'
import type { ForwardAction } from './rule-action.ts'

const mostGroups = 5
/** Of a balancer. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html */
const mostGroupsBehind = 100
const week = 604_800

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_ForwardActionConfig.html */
export function readForward(ctx: Context, action: Action, place: ActionPlace): ForwardAction {
  const config = action.ForwardConfig ?? {}
  const tuples = config.TargetGroups ?? []
  const single = action.TargetGroupArn
  if (single !== undefined && tuples.length > 0) {
    if (tuples.length > 1 || tuples[0]?.TargetGroupArn !== single) {
      throw invalidAction(
        'When both a target group ARN and a forward config are specified, the forward config must contain the same single target group',
      )
    }
  }
  const wanted = tuples.length > 0 ? tuples : [{ TargetGroupArn: single }]
  if (wanted.length > mostGroups) {
    throw invalidAction(`A forward action can have up to ${mostGroups} target groups`)
  }
  const groups = wanted.map(({ TargetGroupArn }) => findGroup(ctx, TargetGroupArn))
  checkGroups(ctx, groups, place)
  return {
    type: 'forward',
    targetGroups: wanted.map(({ Weight = 1 }, at) => {
      checkRange(
        Weight,
        `${place.member}.1.member.forwardConfig.targetGroups.${at + 1}.member.weight`,
        [0, 999],
      )
      return { targetGroupId: groups[at]?.id ?? '', weight: Weight }
    }),
    stickiness: readStickiness(config, place.balancer),
  }
}

function readStickiness(
  { TargetGroupStickinessConfig: config }: ForwardActionConfig,
  { type }: LoadBalancerRecord,
): ForwardAction['stickiness'] {
  const enabled = config?.Enabled ?? false
  const duration = config?.DurationSeconds
  if (enabled && type === 'network') {
    throw invalidAction('Target group stickiness is not supported for Network Load Balancers')
  }
  if (enabled && duration === undefined) {
    throw invalidAction('A duration must be specified when target group stickiness is enabled')
  }
  checkRange(duration, 'targetGroupStickinessConfig.durationSeconds', [1, week])
  return { enabled, ...(duration !== undefined && { durationSeconds: duration }) }
}

function findGroup({ db }: Context, arn: string | undefined): TargetGroupRecord {
  if (arn === undefined) {
    throw validationError('A target group ARN must be specified for forward actions')
  }
  const found = db.get(targetGroups, arn)
  if (!found) throw new AwsError('TargetGroupNotFound', `Target group '${arn}' not found`)
  return found
}

const takes: Readonly<Record<ListenerProtocol, readonly TargetProtocol[]>> = {
  HTTP: ['HTTP', 'HTTPS'],
  HTTPS: ['HTTP', 'HTTPS'],
  TCP: ['TCP'],
  TLS: ['TCP', 'TLS'],
}

function checkGroups(
  { db }: Context,
  groups: readonly TargetGroupRecord[],
  { balancer, listener }: ActionPlace,
): void {
  const named = (wrong: readonly TargetGroupRecord[]): string =>
    wrong.map(({ id }) => id).join(', ')
  const incompatible = groups.filter(({ protocol }) => !takes[listener.protocol].includes(protocol))
  if (incompatible.length > 0) {
    throw new AwsError(
      'IncompatibleProtocols',
      `The listener and the following target groups have incompatible protocols: ${named(incompatible)}`,
    )
  }
  const elsewhere = groups.filter(({ vpcId }) => vpcId !== balancer.vpcId)
  if (elsewhere.length > 0) {
    throw invalidConfiguration(
      `The following target groups are in a different VPC than load balancer '${balancer.id}': ${named(elsewhere)}`,
    )
  }
  const ipv6 = groups.filter(({ ipAddressType }) => ipAddressType === 'ipv6')
  if (ipv6.length > 0 && balancer.ipAddressType === 'ipv4') {
    throw invalidConfiguration(
      `The following target groups have an IP address type that is not supported by load balancers with IP address type 'ipv4': ${named(ipv6)}`,
    )
  }
  const taken = groups.filter(({ id }) => balancersOf(db, id).some((arn) => arn !== balancer.id))
  if (taken.length > 0) {
    throw new AwsError(
      'TargetGroupAssociationLimit',
      `The following target groups cannot be associated with more than one load balancer: ${named(taken)}`,
    )
  }
  const behind = groupsBehind(db, balancer.id)
  const fresh = new Set(groups.map(({ id }) => id).filter((id) => !behind.has(id)))
  if (behind.size + fresh.size > mostGroupsBehind) {
    throw new AwsError(
      'TooManyUniqueTargetGroupsPerLoadBalancer',
      `The maximum number of unique target groups on load balancer '${balancer.id}' has been reached`,
    )
  }
  if (groups.length > 1 && groups.some(isStickyByApplication)) {
    throw invalidAction(
      "When configuring a rule with multiple target groups, none of them can have stickiness of type 'app_cookie' enabled",
    )
  }
}

function isStickyByApplication(group: TargetGroupRecord): boolean {
  return (
    targetGroupAttribute(group, 'stickiness.enabled') === 'true' &&
    targetGroupAttribute(group, 'stickiness.type') === 'app_cookie'
  )
}
