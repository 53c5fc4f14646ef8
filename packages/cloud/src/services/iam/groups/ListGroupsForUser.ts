import type {
  ListGroupsForUserCommandInput,
  ListGroupsForUserCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findUser } from '../users/user.ts'
import { groups, toGroup } from './group.ts'

/** The groups of a user. */
export const ListGroupsForUser = operation<
  ListGroupsForUserCommandInput,
  Omit<ListGroupsForUserCommandOutput, '$metadata'>
>('ListGroupsForUser', (ctx, input) => {
  const user = findUser(ctx.db, input.UserName)
  const { items, ...page } = pageOf(ctx.db.by(groups, 'member', user.id), input)
  return { Groups: items.map(toGroup), ...page }
})
