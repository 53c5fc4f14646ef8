import type {
  CreateLoginProfileCommandInput,
  CreateLoginProfileCommandOutput,
} from '@aws-sdk/client-iam'
import { preparedOperation } from '../../../engine/operation.ts'
import { checkPassword } from '../account/password-policy.ts'
import { entityAlreadyExists, validationError } from '../errors.ts'
import { userOrCaller } from './caller-user.ts'
import { toLoginProfile } from './login-profile.ts'
import { hashPassword } from './password.ts'
import { users } from './user.ts'

/**
 * Gives a user a password.
 */
export const CreateLoginProfile = preparedOperation<
  CreateLoginProfileCommandInput,
  Omit<CreateLoginProfileCommandOutput, '$metadata'>,
  string
>(
  'CreateLoginProfile',
  async (input, { read }) => {
    const { userId } = read((ctx) => userOrCaller(ctx, input.UserName))
    return hashPassword(input.Password ?? '', userId)
  },
  (ctx, input, passwordHash) => {
    const user = userOrCaller(ctx, input.UserName)
    if (user.loginProfile)
      throw entityAlreadyExists(`Login Profile for user ${user.name} already exists.`)
    if (input.Password === undefined) throw validationError('Password is required.')
    checkPassword(ctx.db, input.Password)
    const loginProfile = {
      passwordHash,
      resetRequired: input.PasswordResetRequired ?? false,
      createTime: ctx.now,
    }
    ctx.db.put(users, { ...user, loginProfile })
    return { LoginProfile: toLoginProfile(user.name, loginProfile) }
  },
)
