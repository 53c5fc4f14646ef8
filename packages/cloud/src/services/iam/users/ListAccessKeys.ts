import type { ListAccessKeysCommandInput, ListAccessKeysCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { pageOf } from '../paging.ts'
import { accessKeys } from './access-key.ts'
import { userOrCaller } from './caller-user.ts'

/** The access keys of a user. */
export const ListAccessKeys = operation<
  ListAccessKeysCommandInput,
  Omit<ListAccessKeysCommandOutput, '$metadata'>
>('ListAccessKeys', (ctx, input) => {
  const user = userOrCaller(ctx, input.UserName)
  const { items, ...page } = pageOf(ctx.db.by(accessKeys, 'user', user.id), input)
  const metadata = items.map((key) => ({
    UserName: user.name,
    AccessKeyId: key.id,
    Status: key.status,
    CreateDate: new Date(key.createTime),
  }))
  return { AccessKeyMetadata: metadata, ...page }
})
