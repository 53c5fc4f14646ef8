import type {
  CreateManagedPrefixListRequest,
  CreateManagedPrefixListResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { checkQuota } from '../../service-quotas/quotas.ts'
import { newId } from '../ids.ts'
import { readTagSpecifications } from '../tags.ts'
import { toPrefixList } from './describe-prefix-list.ts'
import { prefixLists, type PrefixListRecord } from './prefix-list.ts'
import { checkSize, readEntries, readFamily, readMaxEntries, readName } from './read-entries.ts'

/**
 * Makes a prefix list that security group rules can name.
 * @limits 1,000 entries.
 */
export const CreateManagedPrefixList = operation<
  CreateManagedPrefixListRequest,
  CreateManagedPrefixListResult
>('CreateManagedPrefixList', (ctx, input) => {
  const tags = readTagSpecifications(input.TagSpecifications, ['prefix-list'])('prefix-list')
  const addressFamily = readFamily(input.AddressFamily)
  const maxEntries = readMaxEntries(input.MaxEntries)
  const entries = readEntries(addressFamily, input.Entries)
  checkSize(entries, maxEntries)
  const list: PrefixListRecord = {
    id: newId(ctx.chance, 'pl'),
    name: readName(input.PrefixListName),
    addressFamily,
    maxEntries,
    version: 1,
    state: 'create-complete',
    versions: [entries],
    tags,
  }
  checkQuota(ctx, 'prefixLists', ctx.db.count(prefixLists))
  ctx.db.put(prefixLists, list)
  return { PrefixList: toPrefixList(ctx, list, 'create-in-progress') }
})
