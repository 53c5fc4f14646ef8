import type { Call } from '../../api/index.ts'

/** A role goes with what hangs on it: its policies, and the instance profile of its own name. Others only lose it. */
export async function deleteRole(call: Call, RoleName: string): Promise<void> {
  const { InstanceProfiles = [] } = await call('iam', 'ListInstanceProfilesForRole', {
    RoleName,
    MaxItems: 1000,
  })
  for (const { InstanceProfileName } of InstanceProfiles) {
    await call('iam', 'RemoveRoleFromInstanceProfile', { InstanceProfileName, RoleName })
    if (InstanceProfileName === RoleName) {
      await call('iam', 'DeleteInstanceProfile', { InstanceProfileName })
    }
  }
  const { AttachedPolicies = [] } = await call('iam', 'ListAttachedRolePolicies', {
    RoleName,
    MaxItems: 1000,
  })
  for (const { PolicyArn } of AttachedPolicies) {
    await call('iam', 'DetachRolePolicy', { RoleName, PolicyArn })
  }
  const { PolicyNames = [] } = await call('iam', 'ListRolePolicies', { RoleName, MaxItems: 1000 })
  for (const PolicyName of PolicyNames) {
    await call('iam', 'DeleteRolePolicy', { RoleName, PolicyName })
  }
  await call('iam', 'DeleteRole', { RoleName })
}
