import type { DescribePrefixListsRequest, DescribePrefixListsResult } from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { choosePrefixLists } from './choose-prefix-lists.ts'
import type { ManagedPrefixList } from './managed-prefix-lists.ts'

/** Lists AWS's own prefix lists with their blocks. */
export const DescribePrefixLists = operation<DescribePrefixListsRequest, DescribePrefixListsResult>(
  'DescribePrefixLists',
  (ctx, input) => {
    const matches = compileFilters<ManagedPrefixList>('DescribePrefixLists', input.Filters, {
      fields: { 'prefix-list-id': ({ id }) => id, 'prefix-list-name': ({ name }) => name },
    })
    const lists = choosePrefixLists(ctx.region, input.PrefixListIds).filter(matches)
    const { items, nextToken } = paginate(ctx, 'DescribePrefixLists', lists, input, {
      keyOf: ({ id }) => id,
    })
    return {
      PrefixLists: items.map((list) => ({
        PrefixListId: list.id,
        PrefixListName: list.name,
        Cidrs: [...list.cidrs],
      })),
      NextToken: nextToken,
    }
  },
)
