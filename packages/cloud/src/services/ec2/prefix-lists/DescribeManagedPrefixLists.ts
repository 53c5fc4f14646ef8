import type {
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { compileFilters } from '../filters.ts'
import { paginate } from '../paging.ts'
import { choosePrefixLists } from './choose-prefix-lists.ts'
import type { ManagedPrefixList } from './managed-prefix-lists.ts'

export const DescribeManagedPrefixLists = operation<
  DescribeManagedPrefixListsRequest,
  DescribeManagedPrefixListsResult
>('DescribeManagedPrefixLists', (ctx, input) => {
  const matches = compileFilters<ManagedPrefixList>('DescribeManagedPrefixLists', input.Filters, {
    fields: {
      'owner-id': () => 'AWS',
      'prefix-list-id': ({ id }) => id,
      'prefix-list-name': ({ name }) => name,
    },
    tags: () => [],
  })
  const lists = choosePrefixLists(ctx.region, input.PrefixListIds).filter(matches)
  const { items, nextToken } = paginate(ctx, 'DescribeManagedPrefixLists', lists, input, {
    keyOf: ({ id }) => id,
    min: 1,
    max: 100,
  })
  return {
    PrefixLists: items.map((list) => ({
      PrefixListId: list.id,
      PrefixListName: list.name,
      PrefixListArn: list.arn,
      AddressFamily: 'IPv4',
      State: 'create-complete',
      OwnerId: 'AWS',
      Tags: [],
    })),
    NextToken: nextToken,
  }
})
