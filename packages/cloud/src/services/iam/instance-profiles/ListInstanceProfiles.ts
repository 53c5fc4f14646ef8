import type {
  ListInstanceProfilesCommandInput,
  ListInstanceProfilesCommandOutput,
} from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { instanceProfiles, toInstanceProfile } from './instance-profile.ts'

/** Lists instance profiles by path. */
export const ListInstanceProfiles = operation<
  ListInstanceProfilesCommandInput,
  Omit<ListInstanceProfilesCommandOutput, '$metadata'>
>('ListInstanceProfiles', (ctx, input) => {
  const found = ctx.db
    .all(instanceProfiles)
    .filter((profile) => isUnder(profile.path, input.PathPrefix))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, ...page } = pageOf(found, input)
  return {
    InstanceProfiles: items.map((profile) => toInstanceProfile(ctx.db, profile, false)),
    ...page,
  }
})
