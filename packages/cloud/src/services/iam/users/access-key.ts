import { collection } from '../../../engine/collection.ts'

/** A key that the cloud issued: long-lived ones of users, temporary ones of roles and sessions. Calls signed with it land in this account. */
export interface AccessKeyRecord {
  /** `AKIA…` or `ASIA…` */
  readonly id: string
  readonly secret: string
  readonly status: 'Active' | 'Inactive'
  readonly createTime: number
  /** ARN that calls signed with it act as. */
  readonly arn: string
  /** `UserId` as GetCallerIdentity gives it. */
  readonly userId: string
  /** Id of the user, for long-lived keys. */
  readonly user?: string
  readonly sessionToken?: string
  /** Account time, ms; temporary keys only. */
  readonly expiresAt?: number
}

export const accessKeys = collection<AccessKeyRecord, 'user'>({
  name: 'iam/access-key',
  scope: 'account',
  indexes: { user: (key) => key.user },
})
