import { CreateAccountAlias } from './account-aliases/CreateAccountAlias.ts'
import { DeleteAccountAlias } from './account-aliases/DeleteAccountAlias.ts'
import { ListAccountAliases } from './account-aliases/ListAccountAliases.ts'
import { AttachRolePolicy } from './roles/AttachRolePolicy.ts'
import { CreateRole } from './roles/CreateRole.ts'
import { DeleteRole } from './roles/DeleteRole.ts'
import { DeleteRolePolicy } from './roles/DeleteRolePolicy.ts'
import { DetachRolePolicy } from './roles/DetachRolePolicy.ts'
import { GetRole } from './roles/GetRole.ts'
import { GetRolePolicy } from './roles/GetRolePolicy.ts'
import { ListAttachedRolePolicies } from './roles/ListAttachedRolePolicies.ts'
import { ListRolePolicies } from './roles/ListRolePolicies.ts'
import { ListRoleTags } from './roles/ListRoleTags.ts'
import { ListRoles } from './roles/ListRoles.ts'
import { PutRolePolicy } from './roles/PutRolePolicy.ts'
import { TagRole } from './roles/TagRole.ts'
import { UntagRole } from './roles/UntagRole.ts'
import { UpdateAssumeRolePolicy } from './roles/UpdateAssumeRolePolicy.ts'
import { UpdateRole } from './roles/UpdateRole.ts'
import { AddRoleToInstanceProfile } from './instance-profiles/AddRoleToInstanceProfile.ts'
import { CreateInstanceProfile } from './instance-profiles/CreateInstanceProfile.ts'
import { DeleteInstanceProfile } from './instance-profiles/DeleteInstanceProfile.ts'
import { GetInstanceProfile } from './instance-profiles/GetInstanceProfile.ts'
import { ListInstanceProfiles } from './instance-profiles/ListInstanceProfiles.ts'
import { ListInstanceProfilesForRole } from './instance-profiles/ListInstanceProfilesForRole.ts'
import { RemoveRoleFromInstanceProfile } from './instance-profiles/RemoveRoleFromInstanceProfile.ts'
import { TagInstanceProfile } from './instance-profiles/TagInstanceProfile.ts'
import { UntagInstanceProfile } from './instance-profiles/UntagInstanceProfile.ts'
import { CreatePolicy } from './policies/CreatePolicy.ts'
import { DeletePolicy } from './policies/DeletePolicy.ts'
import { GetPolicy } from './policies/GetPolicy.ts'
import { GetPolicyVersion } from './policies/GetPolicyVersion.ts'
import { ListPolicies } from './policies/ListPolicies.ts'
import { AttachUserPolicy } from './users/AttachUserPolicy.ts'
import { CreateAccessKey } from './users/CreateAccessKey.ts'
import { CreateUser } from './users/CreateUser.ts'
import { DeleteAccessKey } from './users/DeleteAccessKey.ts'
import { DeleteUser } from './users/DeleteUser.ts'
import { DetachUserPolicy } from './users/DetachUserPolicy.ts'
import { GetUser } from './users/GetUser.ts'
import { ListAccessKeys } from './users/ListAccessKeys.ts'
import { ListAttachedUserPolicies } from './users/ListAttachedUserPolicies.ts'
import { ListUsers } from './users/ListUsers.ts'
import { UpdateAccessKey } from './users/UpdateAccessKey.ts'

/** Operations of IAM that the embedded cloud supports. */
export const operations = [
  AttachRolePolicy,
  CreateRole,
  DeleteRole,
  DeleteRolePolicy,
  DetachRolePolicy,
  GetRole,
  GetRolePolicy,
  ListAttachedRolePolicies,
  ListRolePolicies,
  ListRoleTags,
  ListRoles,
  PutRolePolicy,
  TagRole,
  UntagRole,
  UpdateAssumeRolePolicy,
  UpdateRole,
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
  DeleteInstanceProfile,
  GetInstanceProfile,
  ListInstanceProfiles,
  ListInstanceProfilesForRole,
  RemoveRoleFromInstanceProfile,
  TagInstanceProfile,
  UntagInstanceProfile,
  CreatePolicy,
  DeletePolicy,
  GetPolicy,
  GetPolicyVersion,
  ListPolicies,
  AttachUserPolicy,
  CreateAccessKey,
  CreateUser,
  DeleteAccessKey,
  DeleteUser,
  DetachUserPolicy,
  GetUser,
  ListAccessKeys,
  ListAttachedUserPolicies,
  ListUsers,
  UpdateAccessKey,
  CreateAccountAlias,
  DeleteAccountAlias,
  ListAccountAliases,
] as const
