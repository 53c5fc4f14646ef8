import type { Context } from '../../../engine/context.ts'
import { AwsError } from '../../../errors.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import type { Tag } from '../tag.ts'
import type { RuleShape } from './read-permissions.ts'
import {
  securityGroupRules,
  type RulePeer,
  type SecurityGroupRecord,
  type SecurityGroupRuleRecord,
} from './security-group.ts'

/** Puts rules on a group. Throws AWS's errors for doubles and for more than a group may have. */
export function addRules(
  ctx: Context,
  group: SecurityGroupRecord,
  isEgress: boolean,
  shapes: readonly RuleShape[],
  tags: readonly Tag[],
): readonly SecurityGroupRuleRecord[] {
  const present = rulesOf(ctx, group.id, isEgress)
  const keys = new Set(present.map(ruleKey))
  const asked = new Set<string>()
  for (const shape of shapes) {
    const key = ruleKey(shape)
    if (asked.has(key)) {
      throw new AwsError(
        'InvalidParameterValue',
        'The same permission must not appear multiple times',
      )
    }
    asked.add(key)
    if (keys.has(key)) throw duplicate(shape)
  }
  checkLimit(ctx, [...present, ...shapes])
  return shapes.map((shape) => {
    const rule = { id: newId(ctx.chance, 'sgr'), groupId: group.id, isEgress, ...shape, tags }
    ctx.db.put(securityGroupRules, rule)
    return rule
  })
}

export function rulesOf(
  ctx: Context,
  groupId: string,
  isEgress: boolean,
): readonly SecurityGroupRuleRecord[] {
  return ctx.db
    .by(securityGroupRules, 'group', groupId)
    .filter((rule) => rule.isEgress === isEgress)
}

/** Equal for rules that AWS takes for the same: the description does not count. */
export function ruleKey({ protocol, fromPort, toPort, peer }: RuleShape): string {
  return [protocol, fromPort, toPort, peerText(peer)].join(' ')
}

export function duplicate(shape: RuleShape): AwsError {
  return new AwsError(
    'InvalidPermission.Duplicate',
    `the specified rule "${describeRule(shape)}" already exists`,
  )
}

/** IPv4 and IPv6 rules are counted apart; a group or a prefix list counts as both. */
function checkLimit(ctx: Context, rules: readonly RuleShape[]): void {
  for (const family of ['ipv4', 'ipv6'] as const) {
    const other = family === 'ipv4' ? 'ipv6' : 'ipv4'
    const count = rules.filter(({ peer }) => peer.kind !== other).length
    checkQuota(ctx, 'rulesPerSecurityGroup', count, 0)
  }
}

/** `peer: 0.0.0.0/0, TCP, from port: 22, to port: 22, ALLOW` */
function describeRule({ protocol, fromPort, toPort, peer }: RuleShape): string {
  const all = (value: number) => (value === -1 ? 'ALL' : String(value))
  const what =
    protocol === '-1'
      ? 'ALL'
      : protocol === 'tcp' || protocol === 'udp'
        ? `${protocol.toUpperCase()}, from port: ${fromPort}, to port: ${toPort}`
        : protocol.startsWith('icmp')
          ? `${protocol.toUpperCase()}, type: ${all(fromPort)}, code: ${all(toPort)}`
          : `PROTOCOL ${protocol}`
  return `peer: ${peerText(peer)}, ${what}, ALLOW`
}

function peerText(peer: RulePeer): string {
  switch (peer.kind) {
    case 'ipv4':
    case 'ipv6':
      return peer.cidr
    case 'prefix-list':
      return peer.prefixListId
    case 'group':
      return peer.groupId
  }
}
