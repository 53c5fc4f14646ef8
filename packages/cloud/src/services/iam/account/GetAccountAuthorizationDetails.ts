import type {
  GetAccountAuthorizationDetailsCommandInput,
  GetAccountAuthorizationDetailsCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import type { EntityType } from '@aws-sdk/client-iam'
import { attachmentsOf } from '../attachments.ts'
import { groups } from '../groups/group.ts'
import { pageOf } from '../paging.ts'
import { managedPolicies } from '../policies/managed-policies.ts'
import { policies } from '../policies/policy.ts'
import { roles } from '../roles/role.ts'
import { users } from '../users/user.ts'
import { groupDetail, policyDetail, roleDetail, userDetail } from './details.ts'

/** Users, groups, roles and policies with all that hangs on them. */
export const GetAccountAuthorizationDetails = operation<
  GetAccountAuthorizationDetailsCommandInput,
  Omit<GetAccountAuthorizationDetailsCommandOutput, '$metadata'>
>('GetAccountAuthorizationDetails', (ctx, input) => {
  const wanted = (kind: EntityType) => !input.Filter?.length || input.Filter.includes(kind)
  const aws = [...managedPolicies().values()].filter(({ id }) => attachmentsOf(ctx.db, id) > 0)
  const found = [
    ...(wanted('User') ? ctx.db.all(users).map((user) => ({ user })) : []),
    ...(wanted('Group') ? ctx.db.all(groups).map((group) => ({ group })) : []),
    ...(wanted('Role') ? ctx.db.all(roles).map((role) => ({ role })) : []),
    ...(wanted('LocalManagedPolicy') ? ctx.db.all(policies).map((policy) => ({ policy })) : []),
    ...(wanted('AWSManagedPolicy') ? aws.map((policy) => ({ policy })) : []),
  ]
  const { items, ...page } = pageOf(found, input)
  return {
    UserDetailList: items.flatMap((item) =>
      'user' in item ? [userDetail(ctx.db, item.user)] : [],
    ),
    GroupDetailList: items.flatMap((item) =>
      'group' in item ? [groupDetail(ctx.db, item.group)] : [],
    ),
    RoleDetailList: items.flatMap((item) =>
      'role' in item ? [roleDetail(ctx.db, item.role)] : [],
    ),
    Policies: items.flatMap((item) =>
      'policy' in item ? [policyDetail(ctx.db, item.policy)] : [],
    ),
    ...page,
  }
})
