import type {
  GetCallerIdentityCommandInput,
  GetCallerIdentityCommandOutput,
} from '@aws-sdk/client-sts'
import { operation } from '../../engine/operation.ts'
import { accessKeys } from '../iam/users/access-key.ts'
import { accountRoot } from './caller.ts'

/** Who is calling. */
export const GetCallerIdentity = operation<
  GetCallerIdentityCommandInput,
  Omit<GetCallerIdentityCommandOutput, '$metadata'>
>('GetCallerIdentity', (ctx) => {
  const key = ctx.db.all(accessKeys).findLast((issued) => issued.arn === ctx.caller)
  const { UserId, Arn } = key ? { UserId: key.userId, Arn: key.arn } : accountRoot(ctx.account)
  return { UserId, Account: ctx.account, Arn }
})
