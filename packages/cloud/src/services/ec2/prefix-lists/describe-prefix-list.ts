import type { ManagedPrefixList, PrefixListState } from '@aws-sdk/client-ec2'
import type { Context } from '../../../engine/context.ts'
import type { PrefixListRecord } from './prefix-list.ts'

/** `state`: what a call answers of what it has begun, where that is not yet the list's own. */
export function toPrefixList(
  ctx: Context,
  list: PrefixListRecord,
  state: PrefixListState = list.state,
): ManagedPrefixList {
  return {
    PrefixListId: list.id,
    AddressFamily: list.addressFamily,
    State: state,
    PrefixListArn: `arn:aws:ec2:${ctx.region}:${ctx.account}:prefix-list/${list.id}`,
    PrefixListName: list.name,
    MaxEntries: list.maxEntries,
    Version: list.version,
    Tags: [...list.tags],
    OwnerId: ctx.account,
  }
}
