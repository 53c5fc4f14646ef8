import type {
  ModifyManagedPrefixListRequest,
  ModifyManagedPrefixListResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toPrefixList } from './describe-prefix-list.ts'
import {
  entriesOf,
  findOwnPrefixList,
  prefixLists,
  type PrefixListItem,
  type PrefixListRecord,
} from './prefix-list.ts'
import { checkSize, readCidr, readEntries, readMaxEntries, readName } from './read-entries.ts'

/**
 * Adds and removes entries as a new version; rules follow it.
 * @limits Entries or size, not both in a call.
 */
export const ModifyManagedPrefixList = operation<
  ModifyManagedPrefixListRequest,
  ModifyManagedPrefixListResult
>('ModifyManagedPrefixList', (ctx, input) => {
  const list = findOwnPrefixList(ctx, input.PrefixListId)
  checkVersion(list, input.CurrentVersion)
  const entries = changedEntries(list, input)
  if (entries && input.MaxEntries !== undefined) {
    throw new AwsError(
      'InvalidParameterCombination',
      'You cannot modify the entries of a prefix list and modify the size of a prefix list at the same time.',
    )
  }
  const maxEntries =
    input.MaxEntries === undefined ? list.maxEntries : readMaxEntries(input.MaxEntries)
  checkSize(entries ?? entriesOf(list), maxEntries)
  const changed: PrefixListRecord = {
    ...list,
    maxEntries,
    name: input.PrefixListName === undefined ? list.name : readName(input.PrefixListName),
    state: 'modify-complete',
    ...(entries && { version: list.version + 1, versions: [...list.versions, entries] }),
  }
  ctx.db.put(prefixLists, changed)
  return { PrefixList: toPrefixList(ctx, changed, 'modify-in-progress') }
})

export function checkVersion(list: PrefixListRecord, version: number | undefined): void {
  if (version === undefined || version === list.version) return
  throw new AwsError(
    'PrefixListVersionMismatch',
    'The prefix list has the incorrect version number.',
  )
}

/** The entries after the call; undefined when it names none. An entry that is there gets the new description. */
function changedEntries(
  list: PrefixListRecord,
  { AddEntries = [], RemoveEntries = [] }: ModifyManagedPrefixListRequest,
): readonly PrefixListItem[] | undefined {
  if (AddEntries.length === 0 && RemoveEntries.length === 0) return undefined
  const removed = new Set(RemoveEntries.map(({ Cidr }) => readCidr(list.addressFamily, Cidr)))
  const added = readEntries(list.addressFamily, AddEntries)
  const both = added.find(({ cidr }) => removed.has(cidr))
  if (both) {
    throw new AwsError(
      'InvalidParameterValue',
      `The CIDR ${both.cidr} cannot be added and removed in the same request.`,
    )
  }
  const byCidr = new Map(entriesOf(list).map((entry) => [entry.cidr, entry]))
  for (const cidr of removed) byCidr.delete(cidr)
  for (const entry of added) byCidr.set(entry.cidr, entry)
  return [...byCidr.values()]
}
