import type {
  DeleteManagedPrefixListRequest,
  DeleteManagedPrefixListResult,
} from '@aws-sdk/client-ec2'
import { operation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { toPrefixList } from './describe-prefix-list.ts'
import { associationsOf } from './GetManagedPrefixListAssociations.ts'
import { findOwnPrefixList, prefixLists } from './prefix-list.ts'

/** Deletes a list that no rule names. */
export const DeleteManagedPrefixList = operation<
  DeleteManagedPrefixListRequest,
  DeleteManagedPrefixListResult
>('DeleteManagedPrefixList', (ctx, { PrefixListId }) => {
  const list = findOwnPrefixList(ctx, PrefixListId)
  if (associationsOf(ctx, list.id).length > 0) {
    throw new AwsError(
      'DependencyViolation',
      `The prefix list '${list.id}' is in use and cannot be deleted.`,
    )
  }
  ctx.db.delete(prefixLists, list.id)
  return { PrefixList: toPrefixList(ctx, list, 'delete-in-progress') }
})
