import type { UpdateAccountPasswordPolicyCommandInput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { passwordPolicies } from './password-policy.ts'

/** Sets what passwords must be like; new passwords are held to it. */
export const UpdateAccountPasswordPolicy = operation<
  UpdateAccountPasswordPolicyCommandInput,
  object
>('UpdateAccountPasswordPolicy', (ctx, input) => {
  ctx.db.put(passwordPolicies, {
    id: 'password-policy',
    minimumLength: input.MinimumPasswordLength ?? 6,
    symbols: input.RequireSymbols ?? false,
    numbers: input.RequireNumbers ?? false,
    uppercase: input.RequireUppercaseCharacters ?? false,
    lowercase: input.RequireLowercaseCharacters ?? false,
    usersMayChange: input.AllowUsersToChangePassword ?? false,
    hardExpiry: input.HardExpiry ?? false,
    maxAge: input.MaxPasswordAge ?? 0,
    reusePrevention: input.PasswordReusePrevention ?? 0,
  })
  return {}
})
