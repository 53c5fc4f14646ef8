import type { TargetGroupRecord } from '../target-groups/target-group.ts'
import { choice, flag, number, text, type AttributeRules } from './attribute.ts'

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const health = 'target_group_health'
const week = 604_800
const common = {
  'deregistration_delay.timeout_seconds': number(300, 0, 3600),
  'load_balancing.cross_zone.enabled': choice('use_load_balancer_configuration', 'true', 'false'),
  [`${health}.dns_failover.minimum_healthy_targets.count`]: number(1, 1, 1000, 'off'),
  [`${health}.dns_failover.minimum_healthy_targets.percentage`]: number('off', 1, 100, 'off'),
  [`${health}.unhealthy_state_routing.minimum_healthy_targets.count`]: number(1, 1, 1000),
  [`${health}.unhealthy_state_routing.minimum_healthy_targets.percentage`]: number(
    'off',
    1,
    100,
    'off',
  ),
} as const satisfies AttributeRules

const application = {
  ...common,
  'stickiness.enabled': flag(false),
  'stickiness.type': choice('lb_cookie', 'app_cookie'),
  'stickiness.lb_cookie.duration_seconds': number(86_400, 1, week),
  'stickiness.app_cookie.cookie_name': text('', /^(?!AWSALB)[!#$%&'*+\-.^_`|~\w]*$/),
  'stickiness.app_cookie.duration_seconds': number(86_400, 1, week),
  'slow_start.duration_seconds': number(0, 30, 900, '0'),
  'load_balancing.algorithm.type': choice(
    'round_robin',
    'least_outstanding_requests',
    'weighted_random',
  ),
  'load_balancing.algorithm.anomaly_mitigation': choice('off', 'on'),
} as const satisfies AttributeRules

const network = {
  ...common,
  'stickiness.enabled': flag(false),
  'stickiness.type': choice('source_ip'),
  'deregistration_delay.connection_termination.enabled': flag(false),
  'preserve_client_ip.enabled': flag(true),
  'proxy_protocol_v2.enabled': flag(false),
  'target_health_state.unhealthy.connection_termination.enabled': flag(true),
  'target_health_state.unhealthy.draining_interval_seconds': number(0, 0, 360_000),
} as const satisfies AttributeRules

/** Whether requests or connections go to its targets. */
export function isHttpGroup({ protocol }: Pick<TargetGroupRecord, 'protocol'>): boolean {
  return protocol === 'HTTP' || protocol === 'HTTPS'
}

/** What a group can be told, by its protocol and kind of targets. */
export function targetGroupRules(group: TargetGroupRecord): AttributeRules {
  if (isHttpGroup(group)) return application
  return { ...network, 'preserve_client_ip.enabled': flag(group.targetType === 'instance') }
}

/** What holds: as it was set, else AWS's default. */
export function targetGroupAttribute(
  group: TargetGroupRecord,
  key: keyof typeof application | keyof typeof network,
): string {
  return group.attributes[key] ?? targetGroupRules(group)[key]?.usual ?? ''
}
