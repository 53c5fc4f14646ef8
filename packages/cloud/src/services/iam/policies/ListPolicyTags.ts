import type { ListPolicyTagsCommandInput, ListPolicyTagsCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findPolicy } from './policy.ts'

/** The tags of a policy. */
export const ListPolicyTags = operation<
  ListPolicyTagsCommandInput,
  Omit<ListPolicyTagsCommandOutput, '$metadata'>
>('ListPolicyTags', (ctx, input) => {
  const { items, ...page } = pageOf(findPolicy(ctx.db, input.PolicyArn ?? '').tags, input)
  return { Tags: [...items], ...page }
})
