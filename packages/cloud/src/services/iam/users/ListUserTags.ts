import type { ListUserTagsCommandInput, ListUserTagsCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findUser } from './user.ts'

/** The tags of a user. */
export const ListUserTags = operation<
  ListUserTagsCommandInput,
  Omit<ListUserTagsCommandOutput, '$metadata'>
>('ListUserTags', (ctx, input) => {
  const { items, ...page } = pageOf(findUser(ctx.db, input.UserName).tags, input)
  return { Tags: [...items], ...page }
})
