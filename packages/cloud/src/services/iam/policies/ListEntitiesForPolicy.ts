import type {
  ListEntitiesForPolicyCommandInput,
  ListEntitiesForPolicyCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { groups } from '../groups/group.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { roles } from '../roles/role.ts'
import { users } from '../users/user.ts'
import { findPolicy } from './policy.ts'

/** The users, groups and roles that a policy is attached to. */
export const ListEntitiesForPolicy = operation<
  ListEntitiesForPolicyCommandInput,
  Omit<ListEntitiesForPolicyCommandOutput, '$metadata'>
>('ListEntitiesForPolicy', (ctx, input) => {
  const policy = findPolicy(ctx.db, input.PolicyArn ?? '')
  const asBoundary = input.PolicyUsageFilter === 'PermissionsBoundary'
  const uses = (holder: {
    attachedPolicies: readonly string[]
    permissionsBoundary?: string
    path: string
  }) =>
    isUnder(holder.path, input.PathPrefix) &&
    (asBoundary
      ? holder.permissionsBoundary === policy.id
      : holder.attachedPolicies.includes(policy.id))
  const wanted = (kind: string) => input.EntityFilter === undefined || input.EntityFilter === kind
  const found = [
    ...(wanted('Group') && !asBoundary
      ? ctx.db
          .all(groups)
          .filter(uses)
          .map((group) => ({ group }))
      : []),
    ...(wanted('User')
      ? ctx.db
          .all(users)
          .filter(uses)
          .map((user) => ({ user }))
      : []),
    ...(wanted('Role')
      ? ctx.db
          .all(roles)
          .filter(uses)
          .map((role) => ({ role }))
      : []),
  ]
  const { items, ...page } = pageOf(found, input)
  return {
    PolicyGroups: items.flatMap((item) =>
      'group' in item ? [{ GroupName: item.group.name, GroupId: item.group.groupId }] : [],
    ),
    PolicyUsers: items.flatMap((item) =>
      'user' in item ? [{ UserName: item.user.name, UserId: item.user.userId }] : [],
    ),
    PolicyRoles: items.flatMap((item) =>
      'role' in item ? [{ RoleName: item.role.name, RoleId: item.role.roleId }] : [],
    ),
    ...page,
  }
})
