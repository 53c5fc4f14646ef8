import type { CodeRequest } from './request.ts'

/** Requests of every kind of member, for the tests of the texts. */
export const hostile = `it's "$HOME" \`date\` \\ ! #\n- é 中`

const base64 = (text: string) => btoa(String.fromCodePoint(...new TextEncoder().encode(text)))

const ec2 = (operation: string, input: object, made?: string): CodeRequest => ({
  service: 'ec2',
  operation,
  input,
  made,
})

/** One request each, as the console sends them. */
export const samples: readonly CodeRequest[] = [
  ec2('StartInstances', { InstanceIds: ['i-0123456789abcdef0', 'i-0123456789abcdef1'] }),
  ec2('StopInstances', { InstanceIds: ['i-0123456789abcdef0'], Force: true }),
  ec2('TerminateInstances', { InstanceIds: ['i-0123456789abcdef0'] }),
  ec2('ModifyInstanceAttribute', {
    InstanceId: 'i-0123456789abcdef0',
    DisableApiTermination: { Value: false },
  }),
  ec2('ModifyInstanceAttribute', {
    InstanceId: 'i-0123456789abcdef0',
    InstanceType: { Value: 't3.small' },
  }),
  ec2('ModifyInstanceAttribute', {
    InstanceId: 'i-0123456789abcdef0',
    Groups: ['sg-0123456789abcdef0'],
  }),
  ec2('ModifyInstanceMetadataOptions', {
    InstanceId: 'i-0123456789abcdef0',
    HttpTokens: 'required',
    HttpPutResponseHopLimit: 2,
    HttpEndpoint: 'enabled',
  }),
  ec2('RunInstances', {
    ImageId: 'ami-0123456789abcdef0',
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 3,
    ClientToken: 'never-again',
    UserData: base64(`#!/bin/bash\n${hostile}\n`),
    DisableApiTermination: true,
    EbsOptimized: false,
    MetadataOptions: { HttpTokens: 'required' },
    BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 8 } }],
    InstanceMarketOptions: {
      MarketType: 'spot',
      SpotOptions: { ValidUntil: '2030-01-01T00:00:00.000Z' },
    },
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: hostile }] }],
  }),
  ec2('CreateTags', {
    Resources: ['vol-0123456789abcdef0'],
    Tags: [{ Key: 'Owner', Value: hostile }],
  }),
  ec2('DeleteTags', { Resources: ['vol-0123456789abcdef0'], Tags: [{ Key: 'Owner' }] }),
  ec2('CreateImage', {
    InstanceId: 'i-0123456789abcdef0',
    Name: 'web',
    NoReboot: false,
    Description: 'https://example.com/page',
  }),
  ec2('EnableImageDeprecation', {
    ImageId: 'ami-0123456789abcdef0',
    DeprecateAt: '2030-01-01T00:00:00.000Z',
  }),
  ec2('CreateVolume', {
    AvailabilityZone: 'ap-northeast-2a',
    Size: 100,
    VolumeType: 'gp3',
    Encrypted: true,
    TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'Name', Value: '-x' }] }],
  }),
  ec2('LockSnapshot', {
    SnapshotId: 'snap-0123456789abcdef0',
    LockMode: 'governance',
    ExpirationDate: '2030-01-01T00:00:00.000Z',
  }),
  ec2('ImportKeyPair', { KeyName: 'my key', PublicKeyMaterial: base64('ssh-ed25519 AAAA me') }),
  ec2('CreateSecurityGroup', {
    GroupName: 'web',
    Description: '-not an option',
    VpcId: 'vpc-0123456789abcdef0',
  }),
  ec2('AuthorizeSecurityGroupIngress', {
    GroupId: 'sg-0123456789abcdef0',
    IpPermissions: [
      {
        IpProtocol: 'tcp',
        FromPort: 22,
        ToPort: 22,
        IpRanges: [{ CidrIp: '0.0.0.0/0', Description: hostile }],
      },
      { IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-0123456789abcdef1' }] },
    ],
  }),
  ec2('ModifyVpcAttribute', {
    VpcId: 'vpc-0123456789abcdef0',
    EnableDnsHostnames: { Value: true },
  }),
  ec2('ModifySubnetAttribute', {
    SubnetId: 'subnet-0123456789abcdef0',
    MapPublicIpOnLaunch: { Value: false },
  }),
  ec2('CreateNetworkAclEntry', {
    NetworkAclId: 'acl-0123456789abcdef0',
    RuleNumber: 100,
    Protocol: '6',
    RuleAction: 'allow',
    Egress: false,
    CidrBlock: '0.0.0.0/0',
    PortRange: { From: 80, To: 80 },
  }),
  ec2('CreateFlowLogs', {
    ResourceIds: ['vpc-0123456789abcdef0'],
    ResourceType: 'VPC',
    TrafficType: 'ALL',
    LogDestinationType: 'cloud-watch-logs',
    LogGroupName: '/vpc/flow',
  }),
  ec2('CreateDhcpOptions', {
    DhcpConfigurations: [{ Key: 'domain-name-servers', Values: ['10.0.0.2'] }],
  }),
  ec2('AllocateAddress', { Domain: 'vpc' }),
  ec2('EnableSerialConsoleAccess', {}),
  ec2('CreateLaunchTemplate', {
    LaunchTemplateName: 'web',
    LaunchTemplateData: {
      ImageId: 'ami-0123456789abcdef0',
      NetworkInterfaces: [{ DeviceIndex: 0, Groups: ['sg-0123456789abcdef0'] }],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }],
    },
  }),
  {
    service: 'iam',
    operation: 'CreateRole',
    input: { RoleName: 'web', AssumeRolePolicyDocument: '{"Version":"2012-10-17"}' },
  },
  {
    service: 'ssm',
    operation: 'SendCommand',
    input: {
      DocumentName: 'AWS-RunShellScript',
      DocumentVersion: '$DEFAULT',
      InstanceIds: ['i-0123456789abcdef0'],
      Parameters: { commands: ['uptime', `echo ${hostile}`] },
      Comment: '-x',
    },
  },
]

/** A load balancer before a group of targets, and a group that scales by an alarm. */
export const balancing: readonly CodeRequest[] = [
  {
    service: 'elastic-load-balancing-v2',
    operation: 'CreateTargetGroup',
    input: {
      Name: 'web',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: 'vpc-1',
      Matcher: { HttpCode: '200' },
    },
    made: '\uE0000-CreateTargetGroup',
  },
  {
    service: 'elastic-load-balancing-v2',
    operation: 'CreateRule',
    input: {
      ListenerArn: 'arn:listener',
      Priority: 10,
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/api/*'] } }],
      Actions: [
        {
          Type: 'forward',
          ForwardConfig: {
            TargetGroups: [{ TargetGroupArn: '\uE0000-CreateTargetGroup', Weight: 3 }],
          },
        },
      ],
    },
  },
  {
    service: 'auto-scaling',
    operation: 'CreateAutoScalingGroup',
    input: {
      AutoScalingGroupName: 'web',
      MinSize: 1,
      MaxSize: 3,
      VPCZoneIdentifier: 'subnet-1,subnet-2',
      LaunchTemplate: { LaunchTemplateId: 'lt-1', Version: '$Latest' },
      TargetGroupARNs: ['\uE0000-CreateTargetGroup'],
    },
  },
  {
    service: 'cloudwatch',
    operation: 'PutMetricAlarm',
    input: {
      AlarmName: 'busy',
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'web' }],
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 2,
      Threshold: 70,
      ComparisonOperator: 'GreaterThanThreshold',
    },
  },
]

/** Several steps of which the later name what the earlier make. */
export const steps: readonly CodeRequest[] = [
  ec2('CreateVpc', { CidrBlock: '10.7.0.0/16' }, '\uE0000-CreateVpc'),
  ec2(
    'CreateSubnet',
    { VpcId: '\uE0000-CreateVpc', CidrBlock: '10.7.1.0/24' },
    '\uE0001-CreateSubnet',
  ),
  ec2(
    'CreateSubnet',
    { VpcId: '\uE0000-CreateVpc', CidrBlock: '10.7.2.0/24' },
    '\uE0002-CreateSubnet',
  ),
  ec2('CreateTags', {
    Resources: ['\uE0001-CreateSubnet', '\uE0002-CreateSubnet'],
    Tags: [{ Key: 'Vpc', Value: 'of \uE0000-CreateVpc' }],
  }),
  ec2('ModifyVpcAttribute', {
    VpcId: '\uE0000-CreateVpc',
    EnableDnsHostnames: { Value: true },
  }),
  ec2('CreateSecurityGroup', {
    GroupName: 'web',
    Description: 'the (web) $x',
    VpcId: '\uE0000-CreateVpc',
  }),
]
