import type { UpdateAccessKeyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { accessKeys } from './access-key.ts'
import { userOrCaller } from './caller-user.ts'

/** Switches an access key on or off. */
export const UpdateAccessKey = operation<UpdateAccessKeyCommandInput, object>(
  'UpdateAccessKey',
  (ctx, input) => {
    const user = userOrCaller(ctx, input.UserName)
    const key = ctx.db.get(accessKeys, input.AccessKeyId ?? '')
    if (key?.user !== user.id)
      throw noSuchEntity(`The Access Key with id ${input.AccessKeyId} cannot be found.`)
    const status = input.Status === 'Inactive' ? 'Inactive' : 'Active'
    ctx.db.put(accessKeys, { ...key, status })
    return {}
  },
)
