import type { ListUsersCommandInput, ListUsersCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { toUser, users } from './user.ts'

/** Lists users by path. */
export const ListUsers = operation<
  ListUsersCommandInput,
  Omit<ListUsersCommandOutput, '$metadata'>
>('ListUsers', (ctx, input) => {
  const found = ctx.db
    .all(users)
    .filter((user) => isUnder(user.path, input.PathPrefix))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, ...page } = pageOf(found, input)
  return { Users: items.map((user) => toUser(user, false)), ...page }
})
