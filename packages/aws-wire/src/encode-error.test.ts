import { AwsQueryProtocol, AwsSmithyRpcV2CborProtocol } from '@aws-sdk/core/protocols'
import { AutoScalingClient, DescribeAutoScalingGroupsCommand } from '@aws-sdk/client-auto-scaling'
import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  GetDashboardCommand,
} from '@aws-sdk/client-cloudwatch'
import { DescribeInstancesCommand, EC2Client, RunInstancesCommand } from '@aws-sdk/client-ec2'
import {
  EC2InstanceConnectClient,
  SendSerialConsoleSSHPublicKeyCommand,
} from '@aws-sdk/client-ec2-instance-connect'
import {
  DescribeLoadBalancersCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { GetRoleCommand, IAMClient, NoSuchEntityException } from '@aws-sdk/client-iam'
import {
  ListTagsForResourceCommand,
  ResourceNotFoundException,
  SavingsplansClient,
} from '@aws-sdk/client-savingsplans'
import { GetParameterCommand, ParameterNotFound, SSMClient } from '@aws-sdk/client-ssm'
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, test } from 'vitest'
import { FastEc2QueryProtocol, FastQueryProtocol } from './client/index.ts'
import { encodeError } from './encode-error.ts'
import { type Answer, connectedTo } from './testing/in-process.ts'
import { WireFault } from './wire-fault.ts'

const hostile = 'No <such> "thing" & more]]> 😀 é'

function refuses(code: string, status = 400): Answer {
  return () => {
    throw new WireFault(code, hostile, status)
  }
}

const metadata = (httpStatusCode: number) =>
  expect.objectContaining({ httpStatusCode, requestId: 'request-1' })

describe.each([
  ['stock parser', {}],
  ['one-pass parser', { protocol: FastEc2QueryProtocol }],
])('EC2, %s', (_, protocol) => {
  test('a code of its own and the status', async () => {
    const client = new EC2Client({
      ...connectedTo(refuses('InvalidInstanceID.NotFound')),
      ...protocol,
    })
    await expect(client.send(new DescribeInstancesCommand())).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      Code: 'InvalidInstanceID.NotFound',
      message: hostile,
      $fault: 'client',
      $metadata: metadata(400),
    })
  })

  test('DryRunOperation with 412, a server fault with 503', async () => {
    const dry = new EC2Client({ ...connectedTo(refuses('DryRunOperation', 412)), ...protocol })
    await expect(
      dry.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, DryRun: true })),
    ).rejects.toMatchObject({ name: 'DryRunOperation', $metadata: metadata(412) })
    const busy = new EC2Client({ ...connectedTo(refuses('Unavailable', 503)), ...protocol })
    await expect(busy.send(new DescribeInstancesCommand())).rejects.toMatchObject({
      name: 'Unavailable',
      $fault: 'server',
    })
  })
})

describe.each([
  ['stock parser', {}],
  ['one-pass parser', { protocol: FastQueryProtocol }],
])('query services, %s', (_, protocol) => {
  test.each(['NoSuchEntity', 'NoSuchEntityException'])(
    'IAM: %s is the typed error with its modelled status',
    async (code) => {
      const client = new IAMClient({ ...connectedTo(refuses(code)), ...protocol })
      const error: unknown = await client
        .send(new GetRoleCommand({ RoleName: 'r' }))
        .catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(NoSuchEntityException)
      expect(error).toMatchObject({
        name: 'NoSuchEntityException',
        Code: 'NoSuchEntity',
        Type: 'Sender',
        message: hostile,
        $metadata: metadata(404),
      })
    },
  )

  test.each(['LoadBalancerNotFound', 'LoadBalancerNotFoundException'])(
    'load balancing: %s goes out by its wire code',
    async (code) => {
      const client = new ElasticLoadBalancingV2Client({
        ...connectedTo(refuses(code)),
        ...protocol,
      })
      await expect(client.send(new DescribeLoadBalancersCommand())).rejects.toMatchObject({
        name: 'LoadBalancerNotFoundException',
        Code: 'LoadBalancerNotFound',
      })
    },
  )

  test('a code that no model has keeps its name', async () => {
    const scaling = new AutoScalingClient({
      ...connectedTo(refuses('ValidationError')),
      ...protocol,
    })
    await expect(scaling.send(new DescribeAutoScalingGroupsCommand())).rejects.toMatchObject({
      name: 'ValidationError',
      message: hostile,
    })
    const sts = new STSClient({ ...connectedTo(refuses('AccessDenied', 403)), ...protocol })
    const RoleArn = 'arn:aws:iam::123456789012:role/r'
    await expect(
      sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'session' })),
    ).rejects.toMatchObject({ name: 'AccessDenied', $metadata: metadata(403) })
  })
})

describe('JSON services', () => {
  test('Systems Manager: the typed error', async () => {
    const client = new SSMClient(connectedTo(refuses('ParameterNotFound')))
    const error: unknown = await client
      .send(new GetParameterCommand({ Name: 'n' }))
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(ParameterNotFound)
    expect(error).toMatchObject({ message: hostile, $metadata: metadata(400) })
  })

  test.each(['AuthException', 'Forbidden'])('Instance Connect: %s', async (code) => {
    const client = new EC2InstanceConnectClient(connectedTo(refuses(code)))
    const SSHPublicKey = `ssh-ed25519 ${'A'.repeat(80)}`
    await expect(
      client.send(
        new SendSerialConsoleSSHPublicKeyCommand({ InstanceId: 'i-0123456789', SSHPublicKey }),
      ),
    ).rejects.toMatchObject({ name: 'AuthException', $metadata: metadata(403) })
  })
})

describe('a REST service', () => {
  const described = (answer: Answer) =>
    new SavingsplansClient(connectedTo(answer)).send(
      new ListTagsForResourceCommand({
        resourceArn:
          'arn:aws:savingsplans::123456789012:savingsplan/0a1b2c3d-0a1b-4a1b-8a1b-0a1b2c3d4e5f',
      }),
    )

  test('answers by its path, and refuses with its typed error and modelled status', async () => {
    const tags = { Name: 'plan' }
    await expect(described(() => ({ tags }))).resolves.toMatchObject({ tags })
    const error: unknown = await described(refuses('ResourceNotFoundException')).catch(
      (reason: unknown) => reason,
    )
    expect(error).toBeInstanceOf(ResourceNotFoundException)
    expect(error).toMatchObject({ message: hostile, $metadata: metadata(404) })
  })
})

describe.each([
  ['awsJson1_0', {}],
  ['awsQuery', { protocol: AwsQueryProtocol }],
  ['rpc-v2-cbor', { protocol: AwsSmithyRpcV2CborProtocol }],
])('CloudWatch in %s', (_, protocol) => {
  test('the typed error', async () => {
    const client = new CloudWatchClient({
      ...connectedTo(refuses('InvalidNextToken')),
      ...protocol,
    })
    await expect(client.send(new DescribeAlarmsCommand())).rejects.toMatchObject({
      name: 'InvalidNextToken',
      message: hostile,
      $metadata: metadata(400),
    })
  })

  test('the error whose wire code is another name', async () => {
    const client = new CloudWatchClient({
      ...connectedTo(refuses('InvalidParameterValue')),
      ...protocol,
    })
    await expect(
      client.send(new GetDashboardCommand({ DashboardName: 'd' })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterValueException',
      Code: 'InvalidParameterValue',
      $metadata: metadata(400),
    })
  })

  test('refuses an input that breaks the model', async () => {
    const client = new CloudWatchClient({ ...connectedTo(() => ({})), ...protocol })
    await expect(client.send(new DescribeAlarmsCommand({ MaxRecords: 101 }))).rejects.toMatchObject(
      {
        name: 'ValidationException',
        Code: 'ValidationError',
        message: expect.stringContaining("Value '101' at 'maxRecords'"),
      },
    )
  })
})

describe('a request whose operation is not known answers in its own protocol', () => {
  const request = (headers: Record<string, string>) => ({
    method: 'POST',
    url: '/',
    headers,
    body: new Uint8Array(),
  })
  const error = { code: 'Broken', message: 'm', status: 400 }
  const text = (headers: Record<string, string>): string =>
    Buffer.concat([...encodeError(undefined, request(headers), error, 'r').body]).toString()

  test.each([
    [
      { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260102/eu-west-1/ec2/aws4_request' },
      '<Response><Errors><Error><Code>Broken</Code>',
    ],
    [
      { authorization: 'AWS4-HMAC-SHA256 Credential=a/20260102/eu-west-1/iam/aws4_request' },
      '<ErrorResponse><Error><Type>Sender</Type><Code>Broken</Code>',
    ],
    [{ 'x-amz-target': 'Nothing.Here' }, '{"__type":"Broken"'],
    [{ 'content-type': 'application/x-amz-json-1.0' }, '{"__type":"Broken"'],
  ])('%j', (headers, start) => {
    expect(text(headers)).toContain(start)
  })
})
