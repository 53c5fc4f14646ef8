import { collection } from '../../../engine/collection.ts'
import type { IamTag } from '../tags.ts'

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
  /** What was passed when the credentials were asked for; roles and federated users only. */
  readonly session?: SessionRecord
}

export interface SessionRecord {
  /** Documents and ARNs of policies that hold the session back. */
  readonly policies: readonly string[]
  readonly policyArns: readonly string[]
  readonly tags: readonly IamTag[]
  /** Keys of those tags that go on to the next role. */
  readonly transitiveTagKeys: readonly string[]
  /** ARN of who asked for a federated user's credentials. */
  readonly issuer?: string
  readonly sourceIdentity?: string
}

export const accessKeys = collection<AccessKeyRecord, 'user'>({
  name: 'iam/access-key',
  scope: 'account',
  indexes: { user: (key) => key.user },
})
