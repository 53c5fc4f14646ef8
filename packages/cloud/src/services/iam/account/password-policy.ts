import type { PasswordPolicy } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { collection } from '../../../engine/collection.ts'
import { AwsError } from '../../../errors.ts'

/** The account's own password policy; without one, IAM's default holds. One record an account. */
export interface PasswordPolicyRecord {
  readonly id: 'password-policy'
  readonly minimumLength: number
  readonly symbols: boolean
  readonly numbers: boolean
  readonly uppercase: boolean
  readonly lowercase: boolean
  readonly usersMayChange: boolean
  readonly hardExpiry: boolean
  /** Days; 0: passwords do not expire. */
  readonly maxAge: number
  /** 0: earlier passwords may be used again. */
  readonly reusePrevention: number
}

export const passwordPolicies = collection<PasswordPolicyRecord>({
  name: 'iam/password-policy',
  scope: 'account',
})

export function passwordPolicy(db: Records): PasswordPolicyRecord | undefined {
  return db.get(passwordPolicies, 'password-policy')
}

/** The SDK's shape. */
export function toPasswordPolicy(policy: PasswordPolicyRecord): PasswordPolicy {
  return {
    MinimumPasswordLength: policy.minimumLength,
    RequireSymbols: policy.symbols,
    RequireNumbers: policy.numbers,
    RequireUppercaseCharacters: policy.uppercase,
    RequireLowercaseCharacters: policy.lowercase,
    AllowUsersToChangePassword: policy.usersMayChange,
    ExpirePasswords: policy.maxAge > 0,
    ...(policy.maxAge > 0 ? { MaxPasswordAge: policy.maxAge } : {}),
    ...(policy.reusePrevention > 0 ? { PasswordReusePrevention: policy.reusePrevention } : {}),
    HardExpiry: policy.hardExpiry,
  }
}

const SYMBOLS = /[!@#$%^&*()_+\-=[\]{}|']/

/**
 * Throws `PasswordPolicyViolation`. The default: 8 characters, of three of the four kinds, and not the account's number.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html#default-policy-details
 */
export function checkPassword(db: Records, password: string): void {
  const kinds = {
    symbols: SYMBOLS.test(password),
    numbers: /\d/.test(password),
    uppercase: /[A-Z]/.test(password),
    lowercase: /[a-z]/.test(password),
  }
  const policy = passwordPolicy(db)
  const good = policy
    ? password.length >= policy.minimumLength &&
      (!policy.symbols || kinds.symbols) &&
      (!policy.numbers || kinds.numbers) &&
      (!policy.uppercase || kinds.uppercase) &&
      (!policy.lowercase || kinds.lowercase)
    : password.length >= 8 && Object.values(kinds).filter(Boolean).length >= 3
  if (good) return
  throw new AwsError(
    'PasswordPolicyViolation',
    'Password does not conform to the account password policy.',
    400,
  )
}
