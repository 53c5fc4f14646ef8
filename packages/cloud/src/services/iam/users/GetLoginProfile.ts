import type { GetLoginProfileCommandInput, GetLoginProfileCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { userOrCaller } from './caller-user.ts'
import { loginProfileOf, toLoginProfile } from './login-profile.ts'

/** Whether a user has a password. */
export const GetLoginProfile = operation<
  GetLoginProfileCommandInput,
  Omit<GetLoginProfileCommandOutput, '$metadata'>
>('GetLoginProfile', (ctx, input) => {
  const user = userOrCaller(ctx, input.UserName)
  return { LoginProfile: toLoginProfile(user.name, loginProfileOf(user)) }
})
