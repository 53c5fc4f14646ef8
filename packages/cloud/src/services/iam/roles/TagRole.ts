import type { TagRoleCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withTags } from '../tags.ts'
import { findRole, roles } from './role.ts'

/** Puts tags on a role. */
export const TagRole = operation<TagRoleCommandInput, object>('TagRole', (ctx, input) => {
  const role = findRole(ctx.db, input.RoleName)
  ctx.db.put(roles, { ...role, tags: withTags(role.tags, input.Tags) })
  return {}
})
