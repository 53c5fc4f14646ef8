import type {
  RestoreManagedPrefixListVersionRequest,
  RestoreManagedPrefixListVersionResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { toPrefixList } from './describe-prefix-list.ts'
import { checkVersion } from './ModifyManagedPrefixList.ts'
import { entriesOf, findOwnPrefixList, prefixLists, type PrefixListRecord } from './prefix-list.ts'

/** Makes the entries of an earlier version those of a new one. */
export const RestoreManagedPrefixListVersion = operation<
  RestoreManagedPrefixListVersionRequest,
  RestoreManagedPrefixListVersionResult
>('RestoreManagedPrefixListVersion', (ctx, input) => {
  const list = findOwnPrefixList(ctx, input.PrefixListId)
  checkVersion(list, input.CurrentVersion)
  const restored: PrefixListRecord = {
    ...list,
    version: list.version + 1,
    versions: [...list.versions, entriesOf(list, input.PreviousVersion)],
    state: 'restore-complete',
  }
  ctx.db.put(prefixLists, restored)
  return { PrefixList: toPrefixList(ctx, restored, 'restore-in-progress') }
})
