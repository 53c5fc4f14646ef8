import type { TagUserCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withTags } from '../tags.ts'
import { findUser, users } from './user.ts'

/** Puts tags on a user. */
export const TagUser = operation<TagUserCommandInput, object>('TagUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  ctx.db.put(users, { ...user, tags: withTags(user.tags, input.Tags) })
  return {}
})
