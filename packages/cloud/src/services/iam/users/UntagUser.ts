import type { UntagUserCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { withoutTags } from '../tags.ts'
import { findUser, users } from './user.ts'

/** Takes tags from a user. */
export const UntagUser = operation<UntagUserCommandInput, object>('UntagUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  ctx.db.put(users, { ...user, tags: withoutTags(user.tags, input.TagKeys ?? []) })
  return {}
})
