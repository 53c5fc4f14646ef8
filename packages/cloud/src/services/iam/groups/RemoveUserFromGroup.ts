import type { RemoveUserFromGroupCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { findUser } from '../users/user.ts'
import { findGroup, groups } from './group.ts'

/** Takes a user out of a group. */
export const RemoveUserFromGroup = operation<RemoveUserFromGroupCommandInput, object>(
  'RemoveUserFromGroup',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    const user = findUser(ctx.db, input.UserName)
    if (!group.members.includes(user.id))
      throw noSuchEntity(`User ${user.name} not in group ${group.name}`)
    ctx.db.put(groups, { ...group, members: group.members.filter((id) => id !== user.id) })
    return {}
  },
)
