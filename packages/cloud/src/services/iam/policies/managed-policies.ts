import { createChance } from '@brume/clock'
import { makeUniqueId } from '../ids.ts'
import { coursePolicies } from './course-policies.ts'
import { allow, mayMakeRoles, type Managed } from './managed-statements.ts'
import type { PolicyRecord } from './policy.ts'

const agentMessages = [
  'ec2messages:AcknowledgeMessage',
  'ec2messages:DeleteMessage',
  'ec2messages:FailMessage',
  'ec2messages:GetEndpoint',
  'ec2messages:GetMessages',
  'ec2messages:SendReply',
]
const sessionChannels = [
  'ssmmessages:CreateControlChannel',
  'ssmmessages:CreateDataChannel',
  'ssmmessages:OpenControlChannel',
  'ssmmessages:OpenDataChannel',
]
const agentCalls = [
  'ssm:DescribeAssociation',
  'ssm:GetDeployablePatchSnapshotForInstance',
  'ssm:GetDocument',
  'ssm:DescribeDocument',
  'ssm:GetManifest',
  'ssm:GetParameter',
  'ssm:GetParameters',
  'ssm:ListAssociations',
  'ssm:ListInstanceAssociations',
  'ssm:PutInventory',
  'ssm:PutComplianceItems',
  'ssm:PutConfigurePackageResult',
  'ssm:UpdateAssociationStatus',
  'ssm:UpdateInstanceAssociationStatus',
  'ssm:UpdateInstanceInformation',
]

/**
 * AWS managed policies that courses attach, as documented.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html
 */
const catalogue: readonly Managed[] = [
  {
    name: 'AmazonSSMManagedInstanceCore',
    created: '2019-03-15T17:22:12Z',
    description:
      'The policy for Amazon EC2 Role to enable AWS Systems Manager service core functionality.',
    statements: [allow(agentCalls), allow(sessionChannels), allow(agentMessages)],
  },
  {
    name: 'AmazonEC2RoleforSSM',
    path: '/service-role/',
    created: '2015-05-29T17:48:35Z',
    description:
      'This policy will soon be deprecated. Please use AmazonSSMManagedInstanceCore policy to enable AWS Systems Manager service core functionality on EC2 instances. For more information see https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-profile.html',
    statements: [
      allow(agentCalls),
      allow(sessionChannels),
      allow(agentMessages),
      allow(['cloudwatch:PutMetricData']),
      allow(['ec2:DescribeInstanceStatus']),
      allow(['ds:CreateComputer', 'ds:DescribeDirectories']),
      allow([
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogGroups',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
      ]),
      allow([
        's3:GetBucketLocation',
        's3:PutObject',
        's3:GetObject',
        's3:GetEncryptionConfiguration',
        's3:AbortMultipartUpload',
        's3:ListMultipartUploadParts',
        's3:ListBucket',
        's3:ListBucketMultipartUploads',
      ]),
    ],
  },
  {
    name: 'AmazonEC2FullAccess',
    created: '2015-02-06T18:40:15Z',
    description: 'Provides full access to Amazon EC2 via the AWS Management Console.',
    statements: [
      allow(['ec2:*']),
      allow(['elasticloadbalancing:*']),
      allow(['cloudwatch:*']),
      allow(['autoscaling:*']),
      mayMakeRoles(
        'autoscaling',
        'ec2scheduled',
        'elasticloadbalancing',
        'spot',
        'spotfleet',
        'transitgateway',
      ),
    ],
  },
  {
    name: 'AmazonEC2ReadOnlyAccess',
    created: '2015-02-06T18:40:17Z',
    description: 'Provides read only access to Amazon EC2 via the AWS Management Console.',
    statements: [
      allow(['ec2:Describe*', 'ec2:GetSecurityGroupsForVpc']),
      allow(['elasticloadbalancing:Describe*']),
      allow(['cloudwatch:ListMetrics', 'cloudwatch:GetMetricStatistics', 'cloudwatch:Describe*']),
      allow(['autoscaling:Describe*']),
    ],
  },
  {
    name: 'AmazonS3ReadOnlyAccess',
    created: '2015-02-06T18:40:59Z',
    description: 'Provides read only access to all buckets via the AWS Management Console.',
    statements: [
      allow([
        's3:Get*',
        's3:List*',
        's3:Describe*',
        's3-object-lambda:Get*',
        's3-object-lambda:List*',
      ]),
    ],
  },
  {
    name: 'AmazonS3FullAccess',
    created: '2015-02-06T18:40:58Z',
    description: 'Provides full access to all buckets via the AWS Management Console.',
    statements: [allow(['s3:*', 's3-object-lambda:*'])],
  },
  {
    name: 'CloudWatchAgentServerPolicy',
    created: '2018-03-07T01:06:44Z',
    description: 'Permissions required to use AmazonCloudWatchAgent on servers',
    statements: [
      allow([
        'cloudwatch:PutMetricData',
        'ec2:DescribeVolumes',
        'ec2:DescribeTags',
        'logs:PutLogEvents',
        'logs:PutRetentionPolicy',
        'logs:DescribeLogStreams',
        'logs:DescribeLogGroups',
        'logs:CreateLogStream',
        'logs:CreateLogGroup',
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:GetSamplingStatisticSummaries',
      ]),
      allow(['ssm:GetParameter'], 'arn:aws:ssm:*:*:parameter/AmazonCloudWatch-*'),
    ],
  },
  {
    name: 'AdministratorAccess',
    created: '2015-02-06T18:39:46Z',
    description: 'Provides full access to AWS services and resources.',
    statements: [allow(['*'])],
  },
  {
    name: 'PowerUserAccess',
    created: '2015-02-06T18:39:47Z',
    description:
      'Provides full access to AWS services and resources, but does not allow management of Users and groups.',
    statements: [
      { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' },
      allow([
        'account:GetAccountInformation',
        'account:GetPrimaryEmail',
        'account:ListRegions',
        'iam:CreateServiceLinkedRole',
        'iam:DeleteServiceLinkedRole',
        'iam:ListRoles',
        'organizations:DescribeOrganization',
      ]),
    ],
  },
  ...coursePolicies,
]

let byArn: ReadonlyMap<string, PolicyRecord> | undefined

/** By ARN; the same in every account. */
export function managedPolicies(): ReadonlyMap<string, PolicyRecord> {
  byArn ??= new Map(catalogue.map((managed) => [arnOf(managed), toRecord(managed)]))
  return byArn
}

function arnOf({ path = '/', name }: Managed): string {
  return `arn:aws:iam::aws:policy${path}${name}`
}

function toRecord(managed: Managed): PolicyRecord {
  const createTime = Date.parse(managed.created)
  return {
    id: arnOf(managed),
    name: managed.name,
    path: managed.path ?? '/',
    // Of AWS's form, not AWS's own: those are not documented.
    policyId: makeUniqueId('ANPA', createChance(managed.name)),
    description: managed.description,
    createTime,
    updateTime: createTime,
    defaultVersionId: 'v1',
    versions: [
      {
        id: 'v1',
        document: JSON.stringify(
          { Version: '2012-10-17', Statement: managed.statements },
          undefined,
          4,
        ),
        createTime,
      },
    ],
    tags: [],
  }
}
