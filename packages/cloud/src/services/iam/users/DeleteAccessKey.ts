import type { DeleteAccessKeyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { accessKeys } from './access-key.ts'
import { userOrCaller } from './caller-user.ts'

/** Deletes an access key, which no longer signs anything. */
export const DeleteAccessKey = operation<DeleteAccessKeyCommandInput, object>(
  'DeleteAccessKey',
  (ctx, input) => {
    const user = userOrCaller(ctx, input.UserName)
    const key = ctx.db.get(accessKeys, input.AccessKeyId ?? '')
    if (key?.user !== user.id)
      throw noSuchEntity(`The Access Key with id ${input.AccessKeyId} cannot be found.`)
    ctx.db.delete(accessKeys, key.id)
    return {}
  },
)
