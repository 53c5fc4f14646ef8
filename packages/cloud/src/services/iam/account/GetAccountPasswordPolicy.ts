import type { GetAccountPasswordPolicyCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { passwordPolicy, toPasswordPolicy } from './password-policy.ts'

/** The account's password policy. */
export const GetAccountPasswordPolicy = operation<
  object,
  Omit<GetAccountPasswordPolicyCommandOutput, '$metadata'>
>('GetAccountPasswordPolicy', (ctx) => {
  const policy = passwordPolicy(ctx.db)
  if (!policy)
    throw noSuchEntity(`The Password Policy with domain name ${ctx.account} cannot be found.`)
  return { PasswordPolicy: toPasswordPolicy(policy) }
})
