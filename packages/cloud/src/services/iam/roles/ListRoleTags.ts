import type { ListRoleTagsCommandInput, ListRoleTagsCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findRole } from './role.ts'

/** The tags of a role. */
export const ListRoleTags = operation<
  ListRoleTagsCommandInput,
  Omit<ListRoleTagsCommandOutput, '$metadata'>
>('ListRoleTags', (ctx, input) => {
  const { items, ...page } = pageOf(findRole(ctx.db, input.RoleName).tags, input)
  return { Tags: [...items], ...page }
})
