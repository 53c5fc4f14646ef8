import type { DeleteLoginProfileCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { userOrCaller } from './caller-user.ts'
import { loginProfileOf } from './login-profile.ts'
import { users } from './user.ts'

/** Takes a user's password away. */
export const DeleteLoginProfile = operation<DeleteLoginProfileCommandInput, object>(
  'DeleteLoginProfile',
  (ctx, input) => {
    const user = userOrCaller(ctx, input.UserName)
    loginProfileOf(user)
    const { loginProfile: _gone, ...rest } = user
    ctx.db.put(users, rest)
    return {}
  },
)
