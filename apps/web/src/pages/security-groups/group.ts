import type { FeedItem } from '@brume/console-api'
import { flattenPermissions, type FlatRule } from '../../lib/security-rules.ts'

export type SecurityGroup = FeedItem<'security-groups'>
export type Direction = 'inbound' | 'outbound'

export const idOf = (group: SecurityGroup) => group.GroupId ?? ''
export const groupNameOf = (group: SecurityGroup) => group.GroupName ?? ''

export function rulesOf(group: SecurityGroup, direction: Direction): readonly FlatRule[] {
  const permissions = direction === 'inbound' ? group.IpPermissions : group.IpPermissionsEgress
  return flattenPermissions(permissions ?? [])
}
