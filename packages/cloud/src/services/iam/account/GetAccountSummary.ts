import type { GetAccountSummaryCommandOutput } from '@aws-sdk/client-iam'
import { operation } from '../../../engine/operation.ts'
import { groups } from '../groups/group.ts'
import { instanceProfiles } from '../instance-profiles/instance-profile.ts'
import { mfaDevices } from '../mfa-devices/mfa-device.ts'
import { policies } from '../policies/policy.ts'
import { roles } from '../roles/role.ts'
import { serverCertificates } from '../server-certificates/server-certificate.ts'
import { accessKeys } from '../users/access-key.ts'
import { users } from '../users/user.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const QUOTAS = {
  UsersQuota: 5000,
  GroupsQuota: 300,
  RolesQuota: 1000,
  InstanceProfilesQuota: 1000,
  PoliciesQuota: 1500,
  PolicyVersionsInUseQuota: 10_000,
  ServerCertificatesQuota: 20,
  AccessKeysPerUserQuota: 2,
  SigningCertificatesPerUserQuota: 2,
  GroupsPerUserQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  VersionsPerPolicyQuota: 5,
  PolicySizeQuota: 6144,
  UserPolicySizeQuota: 2048,
  GroupPolicySizeQuota: 5120,
  RolePolicySizeQuota: 10_240,
  AssumeRolePolicySizeQuota: 2048,
  GlobalEndpointTokenVersion: 1,
}

/**
 * How many of each the account has, and the quotas.
 * @differs There are no signing certificates or providers.
 */
export const GetAccountSummary = operation<
  object,
  Omit<GetAccountSummaryCommandOutput, '$metadata'>
>('GetAccountSummary', (ctx) => {
  const keys = ctx.db.all(accessKeys).filter(({ user }) => user === undefined)
  return {
    SummaryMap: {
      ...QUOTAS,
      Users: ctx.db.count(users),
      Groups: ctx.db.count(groups),
      Roles: ctx.db.count(roles),
      InstanceProfiles: ctx.db.count(instanceProfiles),
      Policies: ctx.db.count(policies),
      PolicyVersionsInUse: ctx.db
        .all(policies)
        .reduce((sum, { versions }) => sum + versions.length, 0),
      ServerCertificates: ctx.db.count(serverCertificates),
      Providers: 0,
      MFADevices: ctx.db.count(mfaDevices),
      MFADevicesInUse: ctx.db.all(mfaDevices).filter(({ user }) => user !== undefined).length,
      AccountMFAEnabled: 0,
      AccountAccessKeysPresent: keys.some(({ expiresAt }) => expiresAt === undefined) ? 1 : 0,
      AccountSigningCertificatesPresent: 0,
      AccountPasswordPresent: 1,
    },
  }
})
