import type { CreateAccessKeyCommandInput, CreateAccessKeyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { limitExceeded } from '../errors.ts'
import { makeAccessKeyId, makeSecret } from '../ids.ts'
import { accessKeys } from './access-key.ts'
import { userOrCaller } from './caller-user.ts'

/**
 * Makes an access key; the secret is in this answer and nowhere else.
 * @limits 2 a user.
 */
export const CreateAccessKey = operation<
  CreateAccessKeyCommandInput,
  Omit<CreateAccessKeyCommandOutput, '$metadata'>
>('CreateAccessKey', (ctx, input) => {
  const user = userOrCaller(ctx, input.UserName)
  if (ctx.db.by(accessKeys, 'user', user.id).length >= 2) {
    throw limitExceeded('Cannot exceed quota for AccessKeysPerUser: 2')
  }
  const id = makeAccessKeyId('AKIA', ctx.account, ctx.chance)
  const secret = makeSecret(ctx.chance)
  ctx.db.put(accessKeys, {
    id,
    secret,
    status: 'Active',
    createTime: ctx.now,
    arn: user.arn,
    userId: user.userId,
    user: user.id,
  })
  return {
    AccessKey: {
      UserName: user.name,
      AccessKeyId: id,
      Status: 'Active',
      SecretAccessKey: secret,
      CreateDate: new Date(ctx.now),
    },
  }
})
