import type {
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult,
} from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import { operation } from '../../../engine/operation.ts'
import { findRecord } from '../find.ts'
import { paginate } from '../paging.ts'
import { findPrefixList } from './managed-prefix-lists.ts'
import { entriesOf, prefixLists, type PrefixListItem } from './prefix-list.ts'

/** The entries of a list, of any of its versions. */
export const GetManagedPrefixListEntries = operation<
  GetManagedPrefixListEntriesRequest,
  GetManagedPrefixListEntriesResult
>('GetManagedPrefixListEntries', (ctx, input) => {
  const entries = find(ctx, input.PrefixListId ?? '', input.TargetVersion)
  const { items, nextToken } = paginate(ctx, 'GetManagedPrefixListEntries', entries, input, {
    keyOf: ({ cidr }) => cidr,
    min: 1,
    max: 100,
  })
  return {
    Entries: items.map(({ cidr, description }) => ({ Cidr: cidr, Description: description })),
    NextToken: nextToken,
  }
})

function find(ctx: Context, id: string, version: number | undefined): readonly PrefixListItem[] {
  const ofAws = findPrefixList(ctx.region, id)
  if (ofAws) return ofAws.cidrs.map((cidr) => ({ cidr }))
  return entriesOf(findRecord(ctx, prefixLists, 'prefix-list', id), version)
}
