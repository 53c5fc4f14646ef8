import type { UpdateLoginProfileCommandInput } from '@aws-sdk/client-iam'
import { preparedOperation } from '../../../engine/operation.ts'
import { checkPassword } from '../account/password-policy.ts'
import { loginProfileOf } from './login-profile.ts'
import { hashPassword } from './password.ts'
import { findUser, users } from './user.ts'

/**
 * Changes a user's password.
 */
export const UpdateLoginProfile = preparedOperation<UpdateLoginProfileCommandInput, object, string>(
  'UpdateLoginProfile',
  async (input, { read }) => {
    const { userId } = read((ctx) => findUser(ctx.db, input.UserName))
    return hashPassword(input.Password ?? '', userId)
  },
  (ctx, input, passwordHash) => {
    const user = findUser(ctx.db, input.UserName)
    const present = loginProfileOf(user)
    if (input.Password !== undefined) checkPassword(ctx.db, input.Password)
    const loginProfile = {
      ...present,
      passwordHash: input.Password === undefined ? present.passwordHash : passwordHash,
      resetRequired: input.PasswordResetRequired ?? present.resetRequired,
    }
    ctx.db.put(users, { ...user, loginProfile })
    return {}
  },
)
