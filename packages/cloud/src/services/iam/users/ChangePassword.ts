import { timingSafeEqual } from 'node:crypto'
import type { ChangePasswordCommandInput } from '@aws-sdk/client-iam'
import type { Context } from '../../../engine/context.ts'
import { preparedOperation } from '../../../engine/operation.ts'
import { AwsError } from '../../../errors.ts'
import { checkPassword } from '../account/password-policy.ts'
import { loginProfileOf } from './login-profile.ts'
import { hashPassword } from './password.ts'
import { users, type UserRecord } from './user.ts'

interface Hashes {
  readonly old: string
  readonly new: string
}

/** Changes the password of the user that calls. */
export const ChangePassword = preparedOperation<ChangePasswordCommandInput, object, Hashes>(
  'ChangePassword',
  async (input, { read, caller }) => {
    const salt = read((ctx) => callingUser(ctx, caller)).userId
    const [old, next] = await Promise.all([
      hashPassword(input.OldPassword ?? '', salt),
      hashPassword(input.NewPassword ?? '', salt),
    ])
    return { old, new: next }
  },
  (ctx, input, hashes) => {
    const user = callingUser(ctx, ctx.caller)
    const present = loginProfileOf(user)
    const kept = Buffer.from(present.passwordHash, 'hex')
    if (!timingSafeEqual(kept, Buffer.from(hashes.old, 'hex'))) {
      throw new AwsError('AccessDenied', 'The old password was incorrect.', 403)
    }
    checkPassword(ctx.db, input.NewPassword ?? '')
    const loginProfile = { ...present, passwordHash: hashes.new, resetRequired: false }
    ctx.db.put(users, { ...user, loginProfile })
    return {}
  },
)

function callingUser(ctx: Context, caller: string): UserRecord {
  const user = ctx.db.all(users).find(({ arn }) => arn === caller)
  if (user) return user
  throw new AwsError('InvalidUserType', 'Only IAM Users can change their own password')
}
