import type {
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { paginate } from '../paging.ts'
import { choosePrefixLists } from './choose-prefix-lists.ts'

export const GetManagedPrefixListEntries = operation<
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult
>('GetManagedPrefixListEntries', (ctx, input) => {
  const [list] = choosePrefixLists(ctx.region, [input.PrefixListId ?? ''])
  const { items, nextToken } = paginate(
    ctx,
    'GetManagedPrefixListEntries',
    list?.cidrs ?? [],
    input,
    { keyOf: (cidr) => cidr, min: 1, max: 100 },
  )
  return { Entries: items.map((Cidr) => ({ Cidr })), NextToken: nextToken }
})
