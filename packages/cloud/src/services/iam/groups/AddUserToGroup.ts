import type { AddUserToGroupCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { limitExceeded } from '../errors.ts'
import { findUser } from '../users/user.ts'
import { findGroup, groups } from './group.ts'

const MAX_GROUPS = 10

/** Puts a user into a group. */
export const AddUserToGroup = operation<AddUserToGroupCommandInput, object>(
  'AddUserToGroup',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    const user = findUser(ctx.db, input.UserName)
    if (group.members.includes(user.id)) return {}
    if (ctx.db.by(groups, 'member', user.id).length >= MAX_GROUPS)
      throw limitExceeded(`Cannot exceed quota for GroupsPerUser: ${MAX_GROUPS}`)
    ctx.db.put(groups, { ...group, members: [...group.members, user.id] })
    return {}
  },
)
