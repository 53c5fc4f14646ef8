import type { ListGroupsCommandInput, ListGroupsCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { isUnder } from '../names.ts'
import { pageOf } from '../paging.ts'
import { groups, toGroup } from './group.ts'

/** Lists groups by path. */
export const ListGroups = operation<
  ListGroupsCommandInput,
  Omit<ListGroupsCommandOutput, '$metadata'>
>('ListGroups', (ctx, input) => {
  const found = ctx.db
    .all(groups)
    .filter((group) => isUnder(group.path, input.PathPrefix))
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const { items, ...page } = pageOf(found, input)
  return { Groups: items.map(toGroup), ...page }
})
