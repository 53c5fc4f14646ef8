import type { GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail } from '@aws-sdk/client-iam'
import type { Records } from '../../../engine/collection.ts'
import { countedPolicy } from '../attachments.ts'
import { groups, toGroup, type GroupRecord } from '../groups/group.ts'
import { instanceProfiles, toInstanceProfile } from '../instance-profiles/instance-profile.ts'
import { attachedOf, inlineDetails } from '../policies/holder.ts'
import { toPolicyVersion, type PolicyRecord } from '../policies/policy.ts'
import { toRole, type RoleRecord } from '../roles/role.ts'
import { toUser, type UserRecord } from '../users/user.ts'

// What GetAccountAuthorizationDetails says of each kind of entity.

export function userDetail(db: Records, user: UserRecord): UserDetail {
  return {
    ...toUser(user),
    UserPolicyList: inlineDetails(user),
    GroupList: db.by(groups, 'member', user.id).map(({ name }) => name),
    AttachedManagedPolicies: attachedOf(db, user),
  }
}

export function groupDetail(db: Records, group: GroupRecord): GroupDetail {
  return {
    ...toGroup(group),
    GroupPolicyList: inlineDetails(group),
    AttachedManagedPolicies: attachedOf(db, group),
  }
}

export function roleDetail(db: Records, role: RoleRecord): RoleDetail {
  return {
    ...toRole(role),
    InstanceProfileList: db
      .by(instanceProfiles, 'role', role.id)
      .map((profile) => toInstanceProfile(db, profile)),
    RolePolicyList: inlineDetails(role),
    AttachedManagedPolicies: attachedOf(db, role),
  }
}

export function policyDetail(db: Records, policy: PolicyRecord): ManagedPolicyDetail {
  return {
    ...countedPolicy(db, policy, true),
    PolicyVersionList: policy.versions
      .toReversed()
      .map((version) => toPolicyVersion(policy, version, true)),
  }
}
