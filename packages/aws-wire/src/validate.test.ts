import { describe, expect, test } from 'vitest'
import { loadConstraints } from './constraint-table.ts'
import { NormalizedSchema } from './schema.ts'
import { loadService } from './service-model.ts'
import { services } from './services.ts'
import { decode, formRequest, jsonRequest, refusal } from './testing/requests.ts'

const key =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0bFPw1Z9nqAHKp7kM1vJyWcXo3Zx4vP5QeDgT6xKqE user@host'

describe('EC2', () => {
  test.each([
    [
      'Action=RunInstances&MaxCount=1',
      'MissingParameter',
      'The request must contain the parameter MinCount',
    ],
    [
      'Action=RunInstances&MinCount=1&MaxCount=1&Colour=red',
      'UnknownParameter',
      'The parameter Colour is not recognized',
    ],
    [
      'Action=DescribeVpcs&Filter.1.Name=a&Filter.1.Values.1=b',
      'UnknownParameter',
      'The parameter Filter.1.Values.1 is not recognized',
    ],
    [
      'Action=DescribeInstances&InstanceId=i-1',
      'UnknownParameter',
      'The parameter InstanceId is not recognized',
    ],
    [
      'Action=DescribeInstances&InstanceId.x=i-1',
      'UnknownParameter',
      'The parameter InstanceId.x is not recognized',
    ],
    [
      'Action=RunInstances&MinCount=one&MaxCount=1',
      'InvalidParameterValue',
      "Invalid value 'one' for MinCount.",
    ],
    [
      'Action=RunInstances&MinCount=1.5&MaxCount=2',
      'InvalidParameterValue',
      "Invalid value '1.5' for MinCount.",
    ],
    [
      'Action=RunInstances&MinCount=1&MaxCount=99999999999',
      'InvalidParameterValue',
      "Invalid value '99999999999' for MaxCount.",
    ],
    [
      'Action=DescribeInstances&DryRun=maybe',
      'InvalidParameterValue',
      "Invalid value 'maybe' for DryRun.",
    ],
    [
      'Action=DescribeInstanceTypes&MaxResults=101',
      'InvalidMaxResults',
      'Value ( 101 ) for parameter maxResults is invalid. Expecting a value from ( 5 ) to  ( 100 ).',
    ],
    [
      'Action=DescribeVpcs&MaxResults=4',
      'InvalidParameterValue',
      'Value ( 4 ) for parameter MaxResults is invalid. Expecting a value greater than or equal to 5.',
    ],
    [
      'Action=DescribeVpcs&MaxResults=1001',
      'InvalidParameterValue',
      'Value ( 1001 ) for parameter MaxResults is invalid. Expecting a value smaller than or equal to 1000.',
    ],
    [
      'Action=RunInstances&MinCount=1&MaxCount=1&InstanceInitiatedShutdownBehavior=sleep',
      'InvalidParameterValue',
      "Invalid value 'sleep' for InstanceInitiatedShutdownBehavior.",
    ],
    [
      'Action=CreateVolume&AvailabilityZone=a&Size=1&VolumeType=gp9',
      'UnknownVolumeType',
      "Unsupported volume type 'gp9' for volume creation.",
    ],
    [
      'Action=CreateVolume&TagSpecification.1.ResourceType=car&AvailabilityZone=a',
      'InvalidParameterValue',
      "'car' is not a valid taggable resource type for this operation.",
    ],
    [
      'Action=GetConsoleOutput',
      'MissingParameter',
      'The request must contain the parameter InstanceId',
    ],
    [
      'Action=CreateTags&Tag.1.Key=a&Tag.1.Value=b',
      'MissingParameter',
      'The request must contain the parameter ResourceId',
    ],
    [
      'Action=ImportKeyPair&KeyName=k&PublicKeyMaterial=***',
      'InvalidParameterValue',
      "Invalid value '***' for PublicKeyMaterial.",
    ],
    [
      'Action=DescribeSpotPriceHistory&StartTime=yesterday',
      'InvalidParameterValue',
      "Invalid value 'yesterday' for StartTime.",
    ],
    [
      'Action=MakeCoffee',
      'InvalidAction',
      'The action MakeCoffee is not valid for this web service.',
    ],
  ])('refuses %s', async (form, code, message) => {
    expect(await refusal(formRequest('ec2', form))).toEqual({ code, message })
  })

  test.each([
    'Action=RunInstances&MinCount=1&MaxCount=1&InstanceType=x9.nano',
    'Action=DescribeInstances&MaxResults=5&DryRun=True',
    'Action=DescribeInstances&DryRun=1&SignatureVersion=2&AWSAccessKeyId=x&Timestamp=y&Expires=1',
    'Action=DescribeAccountAttributes&AttributeName.1=vpc-max-elastic-ips',
    'Action=CopySnapshot&SourceRegion=a&SourceSnapshotId=b&PresignedUrl=c&DestinationRegion=d',
    'Action=DescribeVpcs',
  ])('accepts %s', async (form) => {
    await expect(decode(formRequest('ec2', form))).resolves.toBeTypeOf('object')
  })

  test('takes list numbers with gaps and in any order', async () => {
    const form = 'Action=DescribeInstances&InstanceId.10=c&InstanceId.2=b&InstanceId.1=a'
    expect(await decode(formRequest('ec2', form))).toEqual({ InstanceIds: ['a', 'b', 'c'] })
  })
})

describe('the framework of the other services', () => {
  test.each([
    [
      'iam',
      'Action=CreateRole&RoleName=r',
      'ValidationError',
      "1 validation error detected: Value null at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must not be null",
    ],
    [
      'iam',
      'Action=GetRole&RoleName=a%2Fb',
      'ValidationError',
      'The specified value for roleName is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-',
    ],
    [
      'sts',
      'Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/r&RoleSessionName=session&DurationSeconds=100',
      'ValidationError',
      "1 validation error detected: Value '100' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900",
    ],
    [
      'elastic-load-balancing-v2',
      'Action=CreateTargetGroup&Name=t&Port=70000&Protocol=HTTP',
      'ValidationError',
      "1 validation error detected: Value '70000' at 'port' failed to satisfy constraint: Member must have value less than or equal to 65535",
    ],
    [
      'auto-scaling',
      'Action=SetDesiredCapacity&AutoScalingGroupName=g&DesiredCapacity=two',
      'MalformedInput',
      "Could not parse the value 'two' of DesiredCapacity as a number",
    ],
    [
      'cloudwatch',
      'Action=GetMetricStatistics&Namespace=AWS%2FEC2&MetricName=m&StartTime=2026-01-01&EndTime=2026-01-02&Period=60&Statistics.member.1=Mean',
      'ValidationError',
      "1 validation error detected: Value '[Mean]' at 'statistics' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [SampleCount, Average, Sum, Minimum, Maximum]]",
    ],
    [
      'elastic-load-balancing-v2',
      'Action=DescribeTargetHealth&TargetGroupArn=arn&Include.member.1=Everything',
      'ValidationError',
      "1 validation error detected: Value '[Everything]' at 'include' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [AnomalyDetection, All]]",
    ],
    [
      'sts',
      'Action=GetSessionTokens',
      'InvalidAction',
      'Could not find operation GetSessionTokens for version 2011-06-15',
    ],
  ] as const)('%s refuses %s', async (service, form, code, message) => {
    expect(await refusal(formRequest(service, form))).toEqual({ code, message })
  })

  test.each([
    [
      'ssm',
      'StartSession',
      '{}',
      'ValidationException',
      "1 validation error detected: Value null at 'target' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ssm',
      'GetParameter',
      '{"Name":""}',
      'ValidationException',
      "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 1",
    ],
    [
      'ssm',
      'PutParameter',
      '{"Name":"n","Type":"Number","Tier":"Huge","Value":"v"}',
      'ValidationException',
      "2 validation errors detected: Value 'Number' at 'type' failed to satisfy constraint: Member must satisfy enum value set: [String, StringList, SecureString]; Value 'Huge' at 'tier' failed to satisfy constraint: Member must satisfy enum value set: [Standard, Advanced, Intelligent-Tiering]",
    ],
    [
      'ssm',
      'DescribeInstanceInformation',
      '{"Filters":[{"Key":"k"}]}',
      'ValidationException',
      "1 validation error detected: Value null at 'filters.1.member.values' failed to satisfy constraint: Member must not be null",
    ],
    [
      'ssm',
      'GetParameter',
      '{"Name":5}',
      'SerializationException',
      'NUMBER_VALUE can not be converted to a String',
    ],
    ['ssm', 'GetParameters', '{"Names":"n"}', 'SerializationException', 'Expected list or null'],
    [
      'ssm',
      'GetParameter',
      '{"Name":["n"]}',
      'SerializationException',
      'Start of list found where not expected',
    ],
    [
      'ssm',
      'GetParameter',
      '[]',
      'SerializationException',
      'Start of list found where not expected',
    ],
    [
      'ssm',
      'DescribeSessions',
      '{"State":"Active","MaxResults":1.5}',
      'SerializationException',
      'NUMBER_VALUE can not be converted to Integer',
    ],
    ['ssm', 'Nothing', '{}', 'UnknownOperationException', 'The operation Nothing is not known.'],
    [
      'ec2-instance-connect',
      'SendSSHPublicKey',
      `{"InstanceId":"x-0123456789","InstanceOSUser":"u","SSHPublicKey":"${key}"}`,
      'InvalidArgsException',
      "1 validation error detected: Value 'x-0123456789' at 'instanceId' failed to satisfy constraint: Member must satisfy regular expression pattern: ^i-[a-f0-9]+$",
    ],
  ] as const)('%s %s refuses %s', async (service, operation, body, code, message) => {
    expect(await refusal(jsonRequest(service, operation, body))).toEqual({ code, message })
  })

  test('ignores unknown members', async () => {
    const request = jsonRequest(
      'ssm',
      'GetParameter',
      '{"Name":"n","Colour":"red","WithDecryption":null}',
    )
    expect(await decode(request)).toEqual({ Name: 'n' })
    expect(await decode(formRequest('iam', 'Action=GetRole&RoleName=r&Colour=red'))).toEqual({
      RoleName: 'r',
    })
  })

  test('a query service tells an empty list from an absent one', async () => {
    const form =
      'Action=DescribeLoadBalancers&Names=&LoadBalancerArns.member.2=b&LoadBalancerArns.member.1=a'
    expect(await decode(formRequest('elastic-load-balancing-v2', form))).toEqual({
      Names: [],
      LoadBalancerArns: ['a', 'b'],
    })
    const flat = 'Action=DescribeLoadBalancers&LoadBalancerArns.1=a'
    expect(await decode(formRequest('elastic-load-balancing-v2', flat))).toEqual({
      LoadBalancerArns: ['a'],
    })
  })

  test('never repeats a secret', async () => {
    const form = 'Action=ChangePassword&OldPassword=secret1&NewPassword='
    expect((await refusal(formRequest('iam', form))).message).toBe(
      "1 validation error detected: Value at 'newPassword' failed to satisfy constraint: Member must have length greater than or equal to 1",
    )
  })
})

test.each(services)(
  'every structure and member in the table of $name is in its schemas',
  async ({ name }) => {
    const table = await loadConstraints(name)
    const model = await loadService(name)
    const seen = new Map<string, Set<string>>()
    const visit = (schema: NormalizedSchema): void => {
      if (schema.isListSchema() || schema.isMapSchema()) return visit(schema.getValueSchema())
      const structure = schema.getName() ?? ''
      if (!schema.isStructSchema() || seen.has(structure)) return
      const members = Object.entries(schema.getMemberSchemas())
      seen.set(structure, new Set(members.map(([member]) => member)))
      for (const [, member] of members) visit(member)
    }
    for (const operation of model.schemas.values()) visit(NormalizedSchema.of(operation[4]))
    const strange = Object.entries(table.members).flatMap(([structure, members]) =>
      Object.keys(members)
        .filter((member) => !seen.get(structure)?.has(member))
        .map((member) => `${structure}.${member}`),
    )
    expect(strange).toEqual([])
  },
)
