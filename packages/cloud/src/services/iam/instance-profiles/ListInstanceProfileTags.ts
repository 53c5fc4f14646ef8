import type {
  ListInstanceProfileTagsCommandInput,
  ListInstanceProfileTagsCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { findInstanceProfile } from './instance-profile.ts'

/** The tags of a profile. */
export const ListInstanceProfileTags = operation<
  ListInstanceProfileTagsCommandInput,
  Omit<ListInstanceProfileTagsCommandOutput, '$metadata'>
>('ListInstanceProfileTags', (ctx, input) => {
  const profile = findInstanceProfile(ctx.db, input.InstanceProfileName)
  const { items, ...page } = pageOf(profile.tags, input)
  return { Tags: [...items], ...page }
})
