import * as ec2 from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import * as ssm from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { registry } from './services/registry.ts'
import { createCaller, textAt, type Caller } from './testing/everywhere/caller.ts'
import { furnishWorld, type Ids } from './testing/everywhere/world.ts'

const who = { account: '530000000000', region: 'ap-northeast-2' }
let cloud: TestCloud
let caller: Caller
let ids: Ids
beforeAll(async () => {
  cloud = await startTestCloud({ speed: 'instant' })
  caller = createCaller(cloud.config(who))
  ids = (await furnishWorld(cloud, who)).ids
})
afterAll(async () => {
  caller.close()
  await cloud.close()
})

interface Case {
  readonly input: (id: Ids) => object
  /** What makes it come true. */
  readonly first?: (id: Ids) => Promise<unknown>
}

const instance = { input: (id: Ids) => ({ InstanceIds: [id('instance')] }) }
const vpc = { input: (id: Ids) => ({ VpcIds: [id('vpc')] }) }

const ofGroup = {
  input: (id: Ids) => ({ Filters: [{ Name: 'group-id', Values: [id('group')] }] }),
}

/** Every waiter of the SDK for what can be waited for here. */
const cases: Readonly<Record<string, Case>> = {
  CustomerGatewayAvailable: {
    input: (id) => ({ CustomerGatewayIds: [id('customerGateway')] }),
  },
  VpnConnectionAvailable: { input: (id) => ({ VpnConnectionIds: [id('vpn')] }) },
  VpnConnectionDeleted: {
    input: (id) => ({ VpnConnectionIds: [id('vpn')] }),
    first: (id) => caller.call('DeleteVpnConnection', { VpnConnectionId: id('vpn') }),
  },
  ImageAvailable: { input: (id) => ({ ImageIds: [id('goldenImage')] }) },
  ImageExists: { input: (id) => ({ ImageIds: [id('goldenImage')] }) },
  ImageUsageReportAvailable: { input: (id) => ({ ReportIds: [id('report')] }) },
  InstanceExists: instance,
  InstanceRunning: instance,
  InstanceStatusOk: instance,
  SystemStatusOk: instance,
  InstanceStopped: { input: (id) => ({ InstanceIds: [id('stopped')] }) },
  SpotInstanceRequestFulfilled: {
    input: (id) => ({ SpotInstanceRequestIds: [id('spotRequest')] }),
  },
  InstanceTerminated: {
    input: (id) => ({ InstanceIds: [id('spot')] }),
    first: (id) => caller.call('TerminateInstances', { InstanceIds: [id('spot')] }),
  },
  InternetGatewayExists: { input: (id) => ({ InternetGatewayIds: [id('gateway')] }) },
  KeyPairExists: { input: () => ({ KeyNames: ['pair'] }) },
  NatGatewayAvailable: { input: (id) => ({ NatGatewayIds: [id('nat')] }) },
  NatGatewayDeleted: {
    input: (id) => ({ NatGatewayIds: [id('nat')] }),
    first: (id) => caller.call('DeleteNatGateway', { NatGatewayId: id('nat') }),
  },
  NetworkInterfaceAvailable: { input: (id) => ({ NetworkInterfaceIds: [id('interface')] }) },
  SecurityGroupExists: { input: (id) => ({ GroupIds: [id('group')] }) },
  SecurityGroupVpcAssociationAssociated: ofGroup,
  SecurityGroupVpcAssociationDisassociated: {
    ...ofGroup,
    first: (id) =>
      caller.call('DisassociateSecurityGroupVpc', {
        GroupId: id('group'),
        VpcId: id('defaultVpc'),
      }),
  },
  SnapshotCompleted: { input: (id) => ({ SnapshotIds: [id('snapshot')] }) },
  SubnetAvailable: { input: (id) => ({ SubnetIds: [id('subnet')] }) },
  VolumeAvailable: { input: (id) => ({ VolumeIds: [id('volume')] }) },
  VolumeInUse: { input: (id) => ({ VolumeIds: [id('dataVolume')] }) },
  VolumeDeleted: {
    input: (id) => ({ VolumeIds: [id('volume')] }),
    first: (id) => caller.call('DeleteVolume', { VolumeId: id('volume') }),
  },
  VpcAvailable: vpc,
  VpcExists: vpc,
  VpcPeeringConnectionExists: { input: (id) => ({ VpcPeeringConnectionIds: [id('peering')] }) },
  VpcPeeringConnectionDeleted: {
    input: (id) => ({ VpcPeeringConnectionIds: [id('peering')] }),
    first: (id) =>
      caller.call('DeleteVpcPeeringConnection', { VpcPeeringConnectionId: id('peering') }),
  },
  InstanceProfileExists: { input: () => ({ InstanceProfileName: 'web' }) },
  RoleExists: { input: () => ({ RoleName: 'web' }) },
  UserExists: {
    input: () => ({ UserName: 'ann' }),
    first: () => caller.call('CreateUser', { UserName: 'ann' }),
  },
  PolicyExists: {
    input: () => ({ PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore' }),
  },
}

/** Waiters for tasks that nobody can start here: their lists are empty. */
const nothingToWaitFor = [
  'BundleTaskComplete',
  'ConversionTaskCancelled',
  'ConversionTaskCompleted',
  'ConversionTaskDeleted',
  'ExportTaskCancelled',
  'ExportTaskCompleted',
  'SnapshotImported',
  'StoreImageTaskComplete',
]

/** Those for operations that are not supported yet, with the operation. */
const unsupported: Readonly<Record<string, string>> = {
  SecondaryNetworkCreateComplete: 'DescribeSecondaryNetworks',
  SecondaryNetworkDeleteComplete: 'DescribeSecondaryNetworks',
  SecondarySubnetCreateComplete: 'DescribeSecondarySubnets',
  SecondarySubnetDeleteComplete: 'DescribeSecondarySubnets',
}

/** What a command or a password needs to come: `waits for…` below. */
const apart = ['CommandExecuted', 'PasswordDataAvailable']

const waiterNames = [ec2, iam, ssm]
  .flatMap((sdk) => Object.keys(sdk))
  .flatMap((name) => (name.startsWith('waitUntil') ? name.slice('waitUntil'.length) : []))

it('knows every waiter of the SDK', () => {
  const known = [...Object.keys(cases), ...nothingToWaitFor, ...Object.keys(unsupported), ...apart]
  expect(known.toSorted()).toEqual(waiterNames.toSorted())
  for (const operation of Object.values(unsupported)) {
    expect(registry.ec2.has(operation), `${operation} is supported: its waiter is to pass`).toBe(
      false,
    )
  }
})

const quickly = { minDelay: 1, maxDelay: 1, maxWaitTime: 20 }

async function wait(name: string, input: object): Promise<string> {
  const sdk = `waitUntil${name}` in ec2 ? ec2 : iam
  const client = sdk === ec2 ? cloud.ec2(who) : cloud.iam(who)
  const waiter: unknown = Reflect.get(sdk, `waitUntil${name}`)
  if (typeof waiter !== 'function') throw new Error(`No waiter ${name}`)
  return textAt(await waiter({ client, ...quickly }, input), 'state')
}

it.each(Object.entries(cases))('waits until %s', async (name, { input, first }) => {
  await first?.(ids)
  expect(await wait(name, input(ids))).toBe('SUCCESS')
})

it('waits for the password of a Windows instance', async () => {
  const { Images } = await cloud.ec2(who).send(
    new ec2.DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [{ Name: 'platform', Values: ['windows'] }],
    }),
  )
  const run = await caller.call('RunInstances', {
    ImageId: Images?.[0]?.ImageId,
    InstanceType: 't3.micro',
    KeyName: 'pair',
    MinCount: 1,
    MaxCount: 1,
  })
  await cloud.advance(who.account, '15m')
  const InstanceId = textAt(run, 'Instances.0.InstanceId')
  expect(await wait('PasswordDataAvailable', { InstanceId })).toBe('SUCCESS')
})

it('waits for a command', async () => {
  await caller.call('AttachRolePolicy', {
    RoleName: 'web',
    PolicyArn: 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore',
  })
  const run = await caller.call('RunInstances', {
    ImageId: ids('publicImage'),
    InstanceType: 't3.micro',
    IamInstanceProfile: { Name: 'web' },
    MinCount: 1,
    MaxCount: 1,
  })
  const InstanceId = textAt(run, 'Instances.0.InstanceId')
  await cloud.advance(who.account, '2m')
  const client = cloud.ssm(who)
  const { Command } = await client.send(
    new ssm.SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [InstanceId],
      Parameters: { commands: ['echo hello'] },
    }),
  )
  await cloud.advance(who.account, '1m')
  const told = await ssm.waitUntilCommandExecuted(
    { client, ...quickly },
    { CommandId: Command?.CommandId, InstanceId },
  )
  expect(told.state).toBe('SUCCESS')
})
