import type { ListUserTagsCommandInput, ListUserTagsCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findUser } from './user.ts'

export const ListUserTags = operation<
  ListUserTagsCommandInput,
  Omit<ListUserTagsCommandOutput, '$metadata'>
>('ListUserTags', (ctx, input) => {
  const { items, ...page } = pageOf(findUser(ctx.db, input.UserName).tags, input)
  return { Tags: [...items], ...page }
})
