import type {
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult,
  ManagedPrefixList,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { notFound } from '../find.ts'
import { paginate } from '../paging.ts'
import { toPrefixList } from './describe-prefix-list.ts'
import { managedPrefixLists } from './managed-prefix-lists.ts'
import { prefixLists } from './prefix-list.ts'

const operationName = 'DescribeManagedPrefixLists'

/** Lists AWS's own prefix lists first, then the account's. */
export const DescribeManagedPrefixLists = operation<
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult
>(operationName, (ctx, input) => {
  const matches = compileFilters<ManagedPrefixList>(operationName, input.Filters, {
    fields: {
      'owner-id': ({ OwnerId }) => OwnerId,
      'prefix-list-id': ({ PrefixListId }) => PrefixListId,
      'prefix-list-name': ({ PrefixListName }) => PrefixListName,
    },
    tags: ({ Tags = [] }) => Tags.map(({ Key = '', Value = '' }) => ({ Key, Value })),
  })
  const lists = choose(allLists(ctx), input.PrefixListIds).filter(matches)
  const { items, nextToken } = paginate(ctx, operationName, lists, input, {
    keyOf: ({ PrefixListId = '' }) => PrefixListId,
    min: 1,
    max: 100,
  })
  return { PrefixLists: [...items], NextToken: nextToken }
})

function allLists(ctx: Context): readonly ManagedPrefixList[] {
  return [
    ...managedPrefixLists(ctx.region).map(({ id, name, arn }) => ({
      PrefixListId: id,
      PrefixListName: name,
      PrefixListArn: arn,
      AddressFamily: 'IPv4',
      State: 'create-complete' as const,
      OwnerId: 'AWS',
      Tags: [],
    })),
    ...ctx.db.all(prefixLists).map((list) => toPrefixList(ctx, list)),
  ]
}

function choose(
  lists: readonly ManagedPrefixList[],
  ids: readonly string[] = [],
): readonly ManagedPrefixList[] {
  if (ids.length === 0) return lists
  return ids.map((id) => {
    const list = lists.find(({ PrefixListId }) => PrefixListId === id)
    if (!list) throw notFound('prefix-list', id)
    return list
  })
}
