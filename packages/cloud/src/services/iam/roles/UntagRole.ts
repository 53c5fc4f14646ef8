import type { UntagRoleCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutTags } from '../tags.ts'
import { findRole, roles } from './role.ts'

/** Takes tags from a role. */
export const UntagRole = operation<UntagRoleCommandInput, object>('UntagRole', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  ctx.db.put(roles, { ...role, tags: withoutTags(role.tags, input.TagKeys ?? []) })
  return {}
})
