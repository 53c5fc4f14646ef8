import type { LoginProfile } from '@aws-sdk/client-iam'
import { noSuchEntity } from '../errors.ts'
import type { LoginProfileRecord, UserRecord } from './user.ts'

/** Throws `NoSuchEntity`. */
export function loginProfileOf(user: UserRecord): LoginProfileRecord {
  if (user.loginProfile) return user.loginProfile
  throw noSuchEntity(`Login Profile for User ${user.name} cannot be found.`)
}

/** The SDK's shape: never the password. */
export function toLoginProfile(userName: string, profile: LoginProfileRecord): LoginProfile {
  return {
    UserName: userName,
    CreateDate: new Date(profile.createTime),
    PasswordResetRequired: profile.resetRequired,
  }
}
