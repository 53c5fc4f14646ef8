import type { Context } from '../../../engine/context.ts'
import { newId } from '../ids.ts'
import { securityGroupRules } from './security-group.ts'

/** The rule every new group starts with: everything may leave. */
export function createEgressRule(ctx: Context, groupId: string): void {
  ctx.db.put(securityGroupRules, {
    id: newId(ctx.chance, 'sgr'),
    groupId,
    isEgress: true,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'ipv4', cidr: '0.0.0.0/0' },
    tags: [],
  })
}

/** A default group also lets its own members in. */
export function createDefaultRules(ctx: Context, groupId: string): void {
  ctx.db.put(securityGroupRules, {
    id: newId(ctx.chance, 'sgr'),
    groupId,
    isEgress: false,
    protocol: '-1',
    fromPort: -1,
    toPort: -1,
    peer: { kind: 'group', groupId, userId: ctx.account },
    tags: [],
  })
  createEgressRule(ctx, groupId)
}
