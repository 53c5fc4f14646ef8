import { CreateVirtualMFADevice } from './mfa-devices/CreateVirtualMFADevice.ts'
import { DeactivateMFADevice } from './mfa-devices/DeactivateMFADevice.ts'
import { DeleteVirtualMFADevice } from './mfa-devices/DeleteVirtualMFADevice.ts'
import { EnableMFADevice } from './mfa-devices/EnableMFADevice.ts'
import { ListMFADevices } from './mfa-devices/ListMFADevices.ts'
import { ListVirtualMFADevices } from './mfa-devices/ListVirtualMFADevices.ts'
import { ResyncMFADevice } from './mfa-devices/ResyncMFADevice.ts'
import { DeleteSSHPublicKey } from './ssh-public-keys/DeleteSSHPublicKey.ts'
import { GetSSHPublicKey } from './ssh-public-keys/GetSSHPublicKey.ts'
import { ListSSHPublicKeys } from './ssh-public-keys/ListSSHPublicKeys.ts'
import { UpdateSSHPublicKey } from './ssh-public-keys/UpdateSSHPublicKey.ts'
import { UploadSSHPublicKey } from './ssh-public-keys/UploadSSHPublicKey.ts'
import { GenerateCredentialReport } from './credential-report/GenerateCredentialReport.ts'
import { GetCredentialReport } from './credential-report/GetCredentialReport.ts'
import { DeleteAccountPasswordPolicy } from './account/DeleteAccountPasswordPolicy.ts'
import { GetAccountAuthorizationDetails } from './account/GetAccountAuthorizationDetails.ts'
import { GetAccountPasswordPolicy } from './account/GetAccountPasswordPolicy.ts'
import { GetAccountSummary } from './account/GetAccountSummary.ts'
import { UpdateAccountPasswordPolicy } from './account/UpdateAccountPasswordPolicy.ts'
import { CreateAccountAlias } from './account-aliases/CreateAccountAlias.ts'
import { DeleteAccountAlias } from './account-aliases/DeleteAccountAlias.ts'
import { ListAccountAliases } from './account-aliases/ListAccountAliases.ts'
import { AddUserToGroup } from './groups/AddUserToGroup.ts'
import { AttachGroupPolicy } from './groups/AttachGroupPolicy.ts'
import { CreateGroup } from './groups/CreateGroup.ts'
import { DeleteGroup } from './groups/DeleteGroup.ts'
import { DeleteGroupPolicy } from './groups/DeleteGroupPolicy.ts'
import { DetachGroupPolicy } from './groups/DetachGroupPolicy.ts'
import { GetGroup } from './groups/GetGroup.ts'
import { GetGroupPolicy } from './groups/GetGroupPolicy.ts'
import { ListAttachedGroupPolicies } from './groups/ListAttachedGroupPolicies.ts'
import { ListGroupPolicies } from './groups/ListGroupPolicies.ts'
import { ListGroups } from './groups/ListGroups.ts'
import { ListGroupsForUser } from './groups/ListGroupsForUser.ts'
import { PutGroupPolicy } from './groups/PutGroupPolicy.ts'
import { RemoveUserFromGroup } from './groups/RemoveUserFromGroup.ts'
import { UpdateGroup } from './groups/UpdateGroup.ts'
import { AddRoleToInstanceProfile } from './instance-profiles/AddRoleToInstanceProfile.ts'
import { CreateInstanceProfile } from './instance-profiles/CreateInstanceProfile.ts'
import { DeleteInstanceProfile } from './instance-profiles/DeleteInstanceProfile.ts'
import { GetInstanceProfile } from './instance-profiles/GetInstanceProfile.ts'
import { ListInstanceProfileTags } from './instance-profiles/ListInstanceProfileTags.ts'
import { ListInstanceProfiles } from './instance-profiles/ListInstanceProfiles.ts'
import { ListInstanceProfilesForRole } from './instance-profiles/ListInstanceProfilesForRole.ts'
import { RemoveRoleFromInstanceProfile } from './instance-profiles/RemoveRoleFromInstanceProfile.ts'
import { TagInstanceProfile } from './instance-profiles/TagInstanceProfile.ts'
import { UntagInstanceProfile } from './instance-profiles/UntagInstanceProfile.ts'
import { CreatePolicy } from './policies/CreatePolicy.ts'
import { CreatePolicyVersion } from './policies/CreatePolicyVersion.ts'
import { DeletePolicy } from './policies/DeletePolicy.ts'
import { DeletePolicyVersion } from './policies/DeletePolicyVersion.ts'
import { GetPolicy } from './policies/GetPolicy.ts'
import { GetPolicyVersion } from './policies/GetPolicyVersion.ts'
import { ListEntitiesForPolicy } from './policies/ListEntitiesForPolicy.ts'
import { ListPolicies } from './policies/ListPolicies.ts'
import { ListPolicyTags } from './policies/ListPolicyTags.ts'
import { ListPolicyVersions } from './policies/ListPolicyVersions.ts'
import { SetDefaultPolicyVersion } from './policies/SetDefaultPolicyVersion.ts'
import { TagPolicy } from './policies/TagPolicy.ts'
import { UntagPolicy } from './policies/UntagPolicy.ts'
import { AttachRolePolicy } from './roles/AttachRolePolicy.ts'
import { CreateRole } from './roles/CreateRole.ts'
import { DeleteRole } from './roles/DeleteRole.ts'
import { DeleteRolePermissionsBoundary } from './roles/DeleteRolePermissionsBoundary.ts'
import { DeleteRolePolicy } from './roles/DeleteRolePolicy.ts'
import { DetachRolePolicy } from './roles/DetachRolePolicy.ts'
import { GetRole } from './roles/GetRole.ts'
import { GetRolePolicy } from './roles/GetRolePolicy.ts'
import { ListAttachedRolePolicies } from './roles/ListAttachedRolePolicies.ts'
import { ListRolePolicies } from './roles/ListRolePolicies.ts'
import { ListRoleTags } from './roles/ListRoleTags.ts'
import { ListRoles } from './roles/ListRoles.ts'
import { PutRolePermissionsBoundary } from './roles/PutRolePermissionsBoundary.ts'
import { PutRolePolicy } from './roles/PutRolePolicy.ts'
import { TagRole } from './roles/TagRole.ts'
import { UntagRole } from './roles/UntagRole.ts'
import { UpdateAssumeRolePolicy } from './roles/UpdateAssumeRolePolicy.ts'
import { UpdateRole } from './roles/UpdateRole.ts'
import { UpdateRoleDescription } from './roles/UpdateRoleDescription.ts'
import { DeleteServerCertificate } from './server-certificates/DeleteServerCertificate.ts'
import { GetServerCertificate } from './server-certificates/GetServerCertificate.ts'
import { ListServerCertificateTags } from './server-certificates/ListServerCertificateTags.ts'
import { ListServerCertificates } from './server-certificates/ListServerCertificates.ts'
import { TagServerCertificate } from './server-certificates/TagServerCertificate.ts'
import { UntagServerCertificate } from './server-certificates/UntagServerCertificate.ts'
import { UpdateServerCertificate } from './server-certificates/UpdateServerCertificate.ts'
import { UploadServerCertificate } from './server-certificates/UploadServerCertificate.ts'
import { CreateServiceLinkedRole } from './service-linked-roles/CreateServiceLinkedRole.ts'
import { DeleteServiceLinkedRole } from './service-linked-roles/DeleteServiceLinkedRole.ts'
import { GetServiceLinkedRoleDeletionStatus } from './service-linked-roles/GetServiceLinkedRoleDeletionStatus.ts'
import { GetContextKeysForCustomPolicy } from './simulation/GetContextKeysForCustomPolicy.ts'
import { GetContextKeysForPrincipalPolicy } from './simulation/GetContextKeysForPrincipalPolicy.ts'
import { SimulateCustomPolicy } from './simulation/SimulateCustomPolicy.ts'
import { SimulatePrincipalPolicy } from './simulation/SimulatePrincipalPolicy.ts'
import { AttachUserPolicy } from './users/AttachUserPolicy.ts'
import { ChangePassword } from './users/ChangePassword.ts'
import { CreateAccessKey } from './users/CreateAccessKey.ts'
import { CreateLoginProfile } from './users/CreateLoginProfile.ts'
import { CreateUser } from './users/CreateUser.ts'
import { DeleteAccessKey } from './users/DeleteAccessKey.ts'
import { DeleteLoginProfile } from './users/DeleteLoginProfile.ts'
import { DeleteUser } from './users/DeleteUser.ts'
import { DeleteUserPermissionsBoundary } from './users/DeleteUserPermissionsBoundary.ts'
import { DeleteUserPolicy } from './users/DeleteUserPolicy.ts'
import { DetachUserPolicy } from './users/DetachUserPolicy.ts'
import { GetAccessKeyLastUsed } from './users/GetAccessKeyLastUsed.ts'
import { GetLoginProfile } from './users/GetLoginProfile.ts'
import { GetUser } from './users/GetUser.ts'
import { GetUserPolicy } from './users/GetUserPolicy.ts'
import { ListAccessKeys } from './users/ListAccessKeys.ts'
import { ListAttachedUserPolicies } from './users/ListAttachedUserPolicies.ts'
import { ListUserPolicies } from './users/ListUserPolicies.ts'
import { ListUserTags } from './users/ListUserTags.ts'
import { ListUsers } from './users/ListUsers.ts'
import { PutUserPermissionsBoundary } from './users/PutUserPermissionsBoundary.ts'
import { PutUserPolicy } from './users/PutUserPolicy.ts'
import { TagUser } from './users/TagUser.ts'
import { UntagUser } from './users/UntagUser.ts'
import { UpdateAccessKey } from './users/UpdateAccessKey.ts'
import { UpdateLoginProfile } from './users/UpdateLoginProfile.ts'
import { UpdateUser } from './users/UpdateUser.ts'

/** Operations of IAM that the embedded cloud supports. */
export const operations = [
  DeleteAccountPasswordPolicy,
  GetAccountAuthorizationDetails,
  GetAccountPasswordPolicy,
  GetAccountSummary,
  UpdateAccountPasswordPolicy,
  CreateAccountAlias,
  DeleteAccountAlias,
  ListAccountAliases,
  AddUserToGroup,
  AttachGroupPolicy,
  CreateGroup,
  DeleteGroup,
  DeleteGroupPolicy,
  DetachGroupPolicy,
  GetGroup,
  GetGroupPolicy,
  ListAttachedGroupPolicies,
  ListGroupPolicies,
  ListGroups,
  ListGroupsForUser,
  PutGroupPolicy,
  RemoveUserFromGroup,
  UpdateGroup,
  AddRoleToInstanceProfile,
  CreateInstanceProfile,
  DeleteInstanceProfile,
  GetInstanceProfile,
  ListInstanceProfileTags,
  ListInstanceProfiles,
  ListInstanceProfilesForRole,
  RemoveRoleFromInstanceProfile,
  TagInstanceProfile,
  UntagInstanceProfile,
  CreatePolicy,
  CreatePolicyVersion,
  DeletePolicy,
  DeletePolicyVersion,
  GetPolicy,
  GetPolicyVersion,
  ListEntitiesForPolicy,
  ListPolicies,
  ListPolicyTags,
  ListPolicyVersions,
  SetDefaultPolicyVersion,
  TagPolicy,
  UntagPolicy,
  AttachRolePolicy,
  CreateRole,
  DeleteRole,
  DeleteRolePermissionsBoundary,
  DeleteRolePolicy,
  DetachRolePolicy,
  GetRole,
  GetRolePolicy,
  ListAttachedRolePolicies,
  ListRolePolicies,
  ListRoleTags,
  ListRoles,
  PutRolePermissionsBoundary,
  PutRolePolicy,
  TagRole,
  UntagRole,
  UpdateAssumeRolePolicy,
  UpdateRole,
  UpdateRoleDescription,
  DeleteServerCertificate,
  GetServerCertificate,
  ListServerCertificateTags,
  ListServerCertificates,
  TagServerCertificate,
  UntagServerCertificate,
  UpdateServerCertificate,
  UploadServerCertificate,
  CreateServiceLinkedRole,
  DeleteServiceLinkedRole,
  GetServiceLinkedRoleDeletionStatus,
  GetContextKeysForCustomPolicy,
  GetContextKeysForPrincipalPolicy,
  SimulateCustomPolicy,
  SimulatePrincipalPolicy,
  AttachUserPolicy,
  ChangePassword,
  CreateAccessKey,
  CreateLoginProfile,
  CreateUser,
  DeleteAccessKey,
  DeleteLoginProfile,
  DeleteUser,
  DeleteUserPermissionsBoundary,
  DeleteUserPolicy,
  DetachUserPolicy,
  GetAccessKeyLastUsed,
  GetLoginProfile,
  GetUser,
  GetUserPolicy,
  ListAccessKeys,
  ListAttachedUserPolicies,
  ListUserPolicies,
  ListUserTags,
  ListUsers,
  PutUserPermissionsBoundary,
  PutUserPolicy,
  TagUser,
  UntagUser,
  UpdateAccessKey,
  UpdateLoginProfile,
  UpdateUser,
  CreateVirtualMFADevice,
  DeactivateMFADevice,
  DeleteVirtualMFADevice,
  EnableMFADevice,
  ListMFADevices,
  ListVirtualMFADevices,
  ResyncMFADevice,
  DeleteSSHPublicKey,
  GetSSHPublicKey,
  ListSSHPublicKeys,
  UpdateSSHPublicKey,
  UploadSSHPublicKey,
  GenerateCredentialReport,
  GetCredentialReport,
] as const
