import type {
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { operation } from '../../../engine/operation.ts'
import { changeAttributes } from '../attributes/attribute.ts'
import { targetGroupAttribute, targetGroupRules } from '../attributes/target-group-attributes.ts'
import { invalidConfiguration } from '../errors.ts'
import { findTargetGroup } from './find-target-group.ts'
import { targetGroups, type TargetGroupRecord } from './target-group.ts'

/**
 * Sets attributes of a group; the others stay. Answers with those that were set.
 * @limits Slow start goes with round robin alone, anomaly mitigation with weighted random; an application's cookie has a name.
 */
export const ModifyTargetGroupAttributes = operation<
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput
>('ModifyTargetGroupAttributes', (ctx, { TargetGroupArn, Attributes = [] }) => {
  const group = findTargetGroup(ctx, TargetGroupArn)
  const { set: attributes, changed } = changeAttributes(
    targetGroupRules(group),
    group.attributes,
    Attributes,
    `target groups with the ${group.protocol} protocol`,
  )
  const next = { ...group, attributes }
  checkTogether(next)
  ctx.db.put(targetGroups, next)
  return { Attributes: Object.entries(changed).map(([Key, Value]) => ({ Key, Value })) }
})

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-target-group-attributes.html */
function checkTogether(group: TargetGroupRecord): void {
  const { attributes } = group
  const algorithm = targetGroupAttribute(group, 'load_balancing.algorithm.type')
  if (Number(attributes['slow_start.duration_seconds'] ?? 0) > 0 && algorithm !== 'round_robin') {
    throw invalidConfiguration(
      `Slow start is not supported with the load balancing algorithm '${algorithm}'`,
    )
  }
  if (
    attributes['load_balancing.algorithm.anomaly_mitigation'] === 'on' &&
    algorithm !== 'weighted_random'
  ) {
    throw invalidConfiguration(
      `Anomaly mitigation is not supported with the load balancing algorithm '${algorithm}'`,
    )
  }
  const sticky = attributes['stickiness.enabled'] === 'true'
  const byApplication = attributes['stickiness.type'] === 'app_cookie'
  if (sticky && byApplication && !attributes['stickiness.app_cookie.cookie_name']) {
    throw invalidConfiguration(
      "You must specify an application cookie name if stickiness type is 'app_cookie'",
    )
  }
  const rest = 'target_health_state.unhealthy'
  if (
    Number(attributes[`${rest}.draining_interval_seconds`] ?? 0) > 0 &&
    attributes[`${rest}.connection_termination.enabled`] !== 'false'
  ) {
    throw invalidConfiguration(
      `'${rest}.draining_interval_seconds' can only be set when '${rest}.connection_termination.enabled' is 'false'`,
    )
  }
}
