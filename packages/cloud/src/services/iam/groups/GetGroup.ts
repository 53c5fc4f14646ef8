import type { GetGroupCommandInput, GetGroupCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { toUser, users } from '../users/user.ts'
import { findGroup, toGroup } from './group.ts'

/** A group and its users. */
export const GetGroup = operation<GetGroupCommandInput, Omit<GetGroupCommandOutput, '$metadata'>>(
  'GetGroup',
  (ctx, input) => {
    const group = findGroup(ctx.db, input.GroupName)
    const { items, ...page } = pageOf(group.members, input)
    const members = items.map((id) => ctx.db.get(users, id)).filter((user) => user !== undefined)
    return { Group: toGroup(group), Users: members.map((user) => toUser(user, false)), ...page }
  },
)
