import type { SdkOperation, ServiceName } from './operations.ts'

/**
 * The allow-list, as data: what is not named here the BFF does not forward. Nothing that answers with credentials
 * or session tokens belongs here (StartSession, AssumeRole, CreateAccessKey): those stay inside the BFF.
 */
export const allowedOperations = {
  ec2: [
    // the account and its places
    'DescribeAccountAttributes',
    'DescribeAvailabilityZones',
    'DescribeRegions',
    // instance types and prices
    'DescribeInstanceTypes',
    'DescribeInstanceTypeOfferings',
    'DescribeSpotPriceHistory',
    // instances
    'DescribeInstances',
    'DescribeInstanceStatus',
    'DescribeInstanceAttribute',
    'DescribeInstanceCreditSpecifications',
    'RunInstances',
    'StartInstances',
    'StopInstances',
    'RebootInstances',
    'TerminateInstances',
    'ModifyInstanceAttribute',
    'ResetInstanceAttribute',
    'ModifyInstanceMetadataOptions',
    'ModifyInstanceCreditSpecification',
    'ModifyInstanceMaintenanceOptions',
    'ModifyPrivateDnsNameOptions',
    'DescribeIamInstanceProfileAssociations',
    'AssociateIamInstanceProfile',
    'DisassociateIamInstanceProfile',
    'ReplaceIamInstanceProfileAssociation',
    'MonitorInstances',
    'UnmonitorInstances',
    'GetConsoleOutput',
    'GetPasswordData',
    'DescribePlacementGroups',
    'DescribeLaunchTemplates',
    'DescribeLaunchTemplateVersions',
    // tags
    'DescribeTags',
    'CreateTags',
    'DeleteTags',
    // images
    'DescribeImages',
    'DescribeImageAttribute',
    'CreateImage',
    'CopyImage',
    'RegisterImage',
    'DeregisterImage',
    'ModifyImageAttribute',
    'ResetImageAttribute',
    'EnableImage',
    'DisableImage',
    'EnableImageDeprecation',
    'DisableImageDeprecation',
    'EnableImageDeregistrationProtection',
    'DisableImageDeregistrationProtection',
    // volumes
    'DescribeVolumes',
    'DescribeVolumeAttribute',
    'DescribeVolumeStatus',
    'DescribeVolumesModifications',
    'CreateVolume',
    'DeleteVolume',
    'AttachVolume',
    'DetachVolume',
    'ModifyVolume',
    'GetEbsEncryptionByDefault',
    // snapshots
    'DescribeSnapshots',
    'DescribeSnapshotAttribute',
    'CreateSnapshot',
    'CreateSnapshots',
    'DeleteSnapshot',
    'CopySnapshot',
    'ModifySnapshotAttribute',
    // key pairs
    'DescribeKeyPairs',
    'CreateKeyPair',
    'ImportKeyPair',
    'DeleteKeyPair',
    // security groups
    'DescribeSecurityGroups',
    'DescribeSecurityGroupRules',
    'CreateSecurityGroup',
    'DeleteSecurityGroup',
    'AuthorizeSecurityGroupIngress',
    'AuthorizeSecurityGroupEgress',
    'RevokeSecurityGroupIngress',
    'RevokeSecurityGroupEgress',
    'ModifySecurityGroupRules',
    'UpdateSecurityGroupRuleDescriptionsIngress',
    'UpdateSecurityGroupRuleDescriptionsEgress',
    'DescribeManagedPrefixLists',
    'DescribePrefixLists',
    // the network
    'DescribeVpcs',
    'DescribeVpcAttribute',
    'DescribeSubnets',
    'DescribeRouteTables',
    'DescribeInternetGateways',
    'DescribeNetworkAcls',
    'DescribeNetworkInterfaces',
    'DescribeNetworkInterfaceAttribute',
    'ModifyNetworkInterfaceAttribute',
    'DescribeDhcpOptions',
    // elastic addresses
    'DescribeAddresses',
    'AllocateAddress',
    'AssociateAddress',
    'DisassociateAddress',
    'ReleaseAddress',
  ],
  ssm: [
    'DescribeInstanceInformation',
    'GetConnectionStatus',
    'DescribeSessions',
    'TerminateSession',
    'DescribeParameters',
    'GetParameter',
    'GetParameters',
    'GetParametersByPath',
  ],
  sts: ['GetCallerIdentity'],
  iam: [
    'ListAccountAliases',
    'ListRoles',
    'GetRole',
    'CreateRole',
    'DeleteRole',
    'UpdateAssumeRolePolicy',
    'ListInstanceProfiles',
    'ListInstanceProfilesForRole',
    'GetInstanceProfile',
    'CreateInstanceProfile',
    'DeleteInstanceProfile',
    'AddRoleToInstanceProfile',
    'RemoveRoleFromInstanceProfile',
    'ListPolicies',
    'GetPolicy',
    'GetPolicyVersion',
    'ListAttachedRolePolicies',
    'AttachRolePolicy',
    'DetachRolePolicy',
    'ListRolePolicies',
    'GetRolePolicy',
    'PutRolePolicy',
    'DeleteRolePolicy',
  ],
  'ec2-instance-connect': [],
} as const satisfies { readonly [S in ServiceName]: readonly SdkOperation<S>[] }

/** Narrows a word of a URL to a service that the console knows. */
export function isServiceName(word: string): word is ServiceName {
  return Object.hasOwn(allowedOperations, word)
}

/** Whether the BFF forwards this operation at all. */
export function isAllowed(service: ServiceName, operation: string): boolean {
  const names: readonly string[] = allowedOperations[service]
  return names.includes(operation)
}
