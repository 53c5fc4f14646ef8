import type { Policy } from '@aws-sdk/client-iam'
import type { Records } from '../../engine/collection.ts'
import { groups } from './groups/group.ts'
import { toPolicy, type PolicyRecord } from './policies/policy.ts'
import { roles } from './roles/role.ts'
import { users } from './users/user.ts'

/** How many roles, users and groups a managed policy is attached to. */
export function attachmentsOf(db: Records, policyArn: string): number {
  return (
    db.by(roles, 'policy', policyArn).length +
    db.by(users, 'policy', policyArn).length +
    db.by(groups, 'policy', policyArn).length
  )
}

/** How many roles and users have the policy as their permissions boundary. */
export function boundariesOf(db: Records, policyArn: string): number {
  const holders = [...db.all(roles), ...db.all(users)]
  return holders.filter(({ permissionsBoundary }) => permissionsBoundary === policyArn).length
}

/** The SDK's shape of a policy with its uses counted. */
export function countedPolicy(db: Records, policy: PolicyRecord, whole: boolean): Policy {
  return {
    ...toPolicy(policy, whole),
    AttachmentCount: attachmentsOf(db, policy.id),
    PermissionsBoundaryUsageCount: boundariesOf(db, policy.id),
  }
}
