import {
  CreateVpcBlockPublicAccessExclusionCommand,
  DeleteVpcBlockPublicAccessExclusionCommand,
  DescribeInstancesCommand,
  DescribeVpcBlockPublicAccessExclusionsCommand,
  DescribeVpcBlockPublicAccessOptionsCommand,
  ModifyVpcBlockPublicAccessExclusionCommand,
  ModifyVpcBlockPublicAccessOptionsCommand,
  type EC2Client,
  type InternetGatewayBlockMode,
  type InternetGatewayExclusionMode,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'

const account = '123456789012'
const region = 'ap-northeast-2'
let cloud: TestCloud
let ec2: EC2Client
let instanceId = ''
let VpcId = ''
let SubnetId = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  await launchInstance(ec2)
  await cloud.advance('60s')
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({}))
  const instance = Reservations?.[0]?.Instances?.[0]
  instanceId = instance?.InstanceId ?? ''
  VpcId = instance?.VpcId ?? ''
  SubnetId = instance?.SubnetId ?? ''
})
afterAll(() => cloud.close())

const set = (InternetGatewayBlockMode: InternetGatewayBlockMode) =>
  ec2.send(new ModifyVpcBlockPublicAccessOptionsCommand({ InternetGatewayBlockMode }))

const exclude = async (
  InternetGatewayExclusionMode: InternetGatewayExclusionMode,
  of: { VpcId: string } | { SubnetId: string },
) =>
  (
    await ec2.send(
      new CreateVpcBlockPublicAccessExclusionCommand({ InternetGatewayExclusionMode, ...of }),
    )
  ).VpcBlockPublicAccessExclusion

const reason = () =>
  cloud.fabric.decide(
    { kind: 'guest', target: { account, region, instanceId } },
    '8.8.8.8',
    'icmp',
    0,
  ).blockedAt?.reason

it('closes the internet gateways of the Region but for what is left out', async () => {
  const options = async () =>
    (await ec2.send(new DescribeVpcBlockPublicAccessOptionsCommand({}))).VpcBlockPublicAccessOptions
  expect(await options()).toMatchObject({
    AwsAccountId: account,
    AwsRegion: region,
    State: 'default-state',
    InternetGatewayBlockMode: 'off',
    ExclusionsAllowed: 'allowed',
  })
  expect(reason()).toBeUndefined()
  await set('block-bidirectional')
  expect(await options()).toMatchObject({
    State: 'update-complete',
    InternetGatewayBlockMode: 'block-bidirectional',
  })
  expect(reason()).toBe('block-public-access')
  await set('block-ingress')
  // Only what lets nobody in is left: NAT gateways and egress-only gateways.
  expect(reason()).toBe('block-public-access')
  await set('block-bidirectional')
  const excluded = await exclude('allow-egress', { SubnetId })
  const ExclusionId = excluded?.ExclusionId
  expect(excluded).toMatchObject({
    State: 'create-in-progress',
    ResourceArn: `arn:aws:ec2:${region}:${account}:subnet/${SubnetId}`,
  })
  expect(reason()).toBe('block-public-access')
  await ec2.send(
    new ModifyVpcBlockPublicAccessExclusionCommand({
      ExclusionId,
      InternetGatewayExclusionMode: 'allow-bidirectional',
    }),
  )
  expect(reason()).toBeUndefined()
  const remove = () => ec2.send(new DeleteVpcBlockPublicAccessExclusionCommand({ ExclusionId }))
  await remove()
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  expect(reason()).toBe('block-public-access')
  await exclude('allow-bidirectional', { VpcId })
  expect(reason()).toBeUndefined()
  await expect(exclude('allow-egress', { VpcId })).rejects.toMatchObject({
    name: 'InvalidParameterValue',
  })
  const { VpcBlockPublicAccessExclusions } = await ec2.send(
    new DescribeVpcBlockPublicAccessExclusionsCommand({
      Filters: [{ Name: 'state', Values: ['create-complete'] }],
    }),
  )
  expect(VpcBlockPublicAccessExclusions).toMatchObject([
    { InternetGatewayExclusionMode: 'allow-bidirectional' },
  ])
})
