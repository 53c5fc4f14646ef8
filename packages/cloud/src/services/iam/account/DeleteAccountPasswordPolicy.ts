import { operation } from '../../../engine/operation.ts'
import { noSuchEntity } from '../errors.ts'
import { passwordPolicies, passwordPolicy } from './password-policy.ts'

/** Takes the password policy away: AWS's default rules hold again. */
export const DeleteAccountPasswordPolicy = operation<object, object>(
  'DeleteAccountPasswordPolicy',
  (ctx) => {
    const policy = passwordPolicy(ctx.db)
    if (!policy) throw noSuchEntity(`The account policy with name PasswordPolicy cannot be found.`)
    ctx.db.delete(passwordPolicies, policy.id)
    return {}
  },
)
