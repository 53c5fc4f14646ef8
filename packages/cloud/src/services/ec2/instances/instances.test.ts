import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeVolumesCommand,
  paginateDescribeInstances,
  RebootInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
  type Instance,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 100_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const al2023 = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
const launch = { ImageId: al2023, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<Instance> {
  const { Instances } = await ec2.send(new RunInstancesCommand({ ...launch, ...more }))
  const instance = Instances?.[0]
  if (!instance) throw new Error('Nothing launched')
  return instance
}

async function look(id: string | undefined): Promise<Instance> {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id ?? ''] }))
  const instance = found.Reservations?.[0]?.Instances?.[0]
  if (!instance) throw new Error('Not found')
  return instance
}

const advance = (by: Parameters<TestCloud['advance']>[1]) => cloud.advance(String(account), by)

describe('a launch', () => {
  it('is pending, then runs, then passes its checks', async () => {
    const { InstanceId, State, LaunchTime, PublicIpAddress, PrivateIpAddress } = await run()
    expect(InstanceId).toMatch(/^i-0[0-9a-f]{16}$/)
    expect(State).toEqual({ Code: 0, Name: 'pending' })
    expect(LaunchTime?.getTime()).toBe(cloud.now(String(account)))
    expect(PublicIpAddress).toMatch(/^\d+\.\d+\.\d+\.\d+$/)
    expect(PrivateIpAddress).toMatch(/^172\.31\./)
    await advance('8s')
    expect((await look(InstanceId)).State).toEqual({ Code: 16, Name: 'running' })
    const status = () => ec2.send(new DescribeInstanceStatusCommand({}))
    expect((await status()).InstanceStatuses?.[0]?.SystemStatus?.Status).toBe('initializing')
    await advance('30s')
    expect((await status()).InstanceStatuses?.[0]).toMatchObject({
      InstanceStatus: { Status: 'ok', Details: [{ Name: 'reachability', Status: 'passed' }] },
      SystemStatus: { Status: 'ok' },
    })
  })

  it('makes a root volume and an interface that go with the instance', async () => {
    const { InstanceId } = await run({
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 20, Encrypted: true } },
        { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 5, VolumeType: 'gp2' } },
      ],
      TagSpecifications: [{ ResourceType: 'volume', Tags: [{ Key: 'of', Value: 'me' }] }],
    })
    await advance('8s')
    const running = await look(InstanceId)
    expect(running.BlockDeviceMappings).toMatchObject([
      { DeviceName: '/dev/xvda', Ebs: { Status: 'attached', DeleteOnTermination: true } },
      { DeviceName: '/dev/sdf', Ebs: { Status: 'attached', DeleteOnTermination: false } },
    ])
    expect(running.NetworkInterfaces?.[0]).toMatchObject({
      Status: 'in-use',
      Attachment: { DeviceIndex: 0, DeleteOnTermination: true },
      Groups: [{ GroupName: 'default' }],
    })
    const volumes = async () => (await ec2.send(new DescribeVolumesCommand({}))).Volumes
    expect(await volumes()).toMatchObject([
      { Size: 20, VolumeType: 'gp3', Encrypted: true, Tags: [{ Key: 'of', Value: 'me' }] },
      { Size: 5, VolumeType: 'gp2', Iops: 100 },
    ])
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId ?? ''] }))
    await advance('10s')
    expect(await look(InstanceId)).toMatchObject({
      State: { Name: 'terminated' },
      BlockDeviceMappings: [],
      NetworkInterfaces: [],
      StateReason: { Code: 'Client.UserInitiatedShutdown' },
    })
    expect(await volumes()).toMatchObject([{ Size: 5, State: 'available', Attachments: [] }])
  })

  it('of several comes in one reservation, in order', async () => {
    const { Instances, ReservationId } = await ec2.send(
      new RunInstancesCommand({
        ...launch,
        MaxCount: 3,
        TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'web' }] }],
      }),
    )
    expect(Instances?.map(({ AmiLaunchIndex }) => AmiLaunchIndex)).toEqual([0, 1, 2])
    const all = await ec2.send(new DescribeInstancesCommand({}))
    expect(all.Reservations).toMatchObject([{ ReservationId, Instances: [{}, {}, {}] }])
    expect(new Set(Instances?.map(({ PrivateIpAddress }) => PrivateIpAddress)).size).toBe(3)
  })

  it('repeated with its token gives the first instances, also later; with other parameters it is refused', async () => {
    const token = { ClientToken: 'same' }
    const { InstanceId } = await run(token)
    await advance('8s')
    expect(await run(token)).toMatchObject({ InstanceId, State: { Name: 'running' } })
    await expect(run({ ...token, InstanceType: 't3.small' })).rejects.toMatchObject({
      name: 'IdempotentParameterMismatch',
    })
    const elsewhere = cloud.ec2({ account: String(account), region: 'us-west-2' })
    const image = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'us-west-2')
    const other = await elsewhere.send(
      new RunInstancesCommand({ ...launch, ...token, ImageId: image }),
    )
    expect(other.Instances?.[0]?.InstanceId).not.toBe(InstanceId)
  })

  it('under DryRun changes nothing and says so', async () => {
    await expect(run({ DryRun: true })).rejects.toMatchObject({
      name: 'DryRunOperation',
      message: 'Request would have succeeded, but DryRun flag is set.',
      $metadata: { httpStatusCode: 412 },
    })
    await expect(run({ DryRun: true, KeyName: 'none' })).rejects.toMatchObject({
      name: 'InvalidKeyPair.NotFound',
    })
    expect((await ec2.send(new DescribeInstancesCommand({}))).Reservations).toEqual([])
  })

  it('takes an image by the parameter that names it', async () => {
    const name = '/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-x86_64'
    expect(await run({ ImageId: `resolve:ssm:${name}` })).toMatchObject({ ImageId: al2023 })
  })

  it.each<[string, Partial<RunInstancesCommandInput>, string, RegExp]>([
    ['no image', { ImageId: undefined }, 'MissingParameter', /ImageId/],
    ['bad image id', { ImageId: 'ami-x' }, 'InvalidAMIID.Malformed', /expecting "ami-/],
    ['unknown image', { ImageId: 'ami-00000000000000000' }, 'InvalidAMIID.NotFound', /'\[ami-0/],
    ['unknown key', { KeyName: 'k' }, 'InvalidKeyPair.NotFound', /'k' does not exist/],
    [
      'other architecture',
      { InstanceType: 't4g.micro' },
      'InvalidParameterValue',
      /architecture 'arm64' .* 'x86_64'/,
    ],
    [
      'zone without the type',
      { InstanceType: 't2.micro', Placement: { AvailabilityZone: 'ap-northeast-2b' } },
      'Unsupported',
      /\(t2\.micro\) .* \(ap-northeast-2b\)\. .* choosing ap-northeast-2a, ap-northeast-2c\.$/,
    ],
    ['unknown group', { SecurityGroups: ['nope'] }, 'InvalidGroup.NotFound', /'nope'/],
    [
      'unknown subnet',
      { SubnetId: 'subnet-00000000000000000' },
      'InvalidSubnetID.NotFound',
      /does not exist/,
    ],
    [
      'small root',
      { BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { VolumeSize: 4 } }] },
      'InvalidBlockDeviceMapping',
      /4GB is smaller than snapshot 'snap-0.*', expect size >= 8GB/,
    ],
    [
      'unknown profile',
      { IamInstanceProfile: { Name: 'p' } },
      'InvalidParameterValue',
      /Invalid IAM Instance Profile name/,
    ],
    ['large user data', { UserData: 'AAAA'.repeat(6000) }, 'InvalidParameterValue', /16384 bytes/],
    ['counts crossed', { MinCount: 3, MaxCount: 2 }, 'InvalidParameterCombination', /'3'/],
    [
      'unknown launch template',
      { LaunchTemplate: { LaunchTemplateName: 't' } },
      'InvalidLaunchTemplateName.NotFoundException',
      /template name t, does not exist/,
    ],
    [
      'two ways to name a subnet',
      { SubnetId: 'subnet-0', NetworkInterfaces: [{ DeviceIndex: 0 }] },
      'InvalidParameterCombination',
      /instance-level subnet ID/,
    ],
  ])('is refused: %s', async (_, more, name, message) => {
    await expect(run(more)).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    })
    expect((await ec2.send(new DescribeInstancesCommand({}))).Reservations).toEqual([])
  })
})

describe('stop and start', () => {
  it('keep the private address and give a new public one', async () => {
    const { InstanceId, PublicIpAddress, PrivateIpAddress } = await run()
    const ids = { InstanceIds: [InstanceId ?? ''] }
    await advance('8s')
    const stopping = await ec2.send(new StopInstancesCommand(ids))
    expect(stopping.StoppingInstances).toEqual([
      {
        InstanceId,
        CurrentState: { Code: 64, Name: 'stopping' },
        PreviousState: { Code: 16, Name: 'running' },
      },
    ])
    await expect(ec2.send(new StartInstancesCommand(ids))).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
    })
    await advance('10s')
    const stopped = await look(InstanceId)
    expect(stopped.PublicIpAddress).toBeUndefined()
    expect(stopped).toMatchObject({
      State: { Name: 'stopped' },
      PublicDnsName: '',
      PrivateIpAddress,
      StateTransitionReason: 'User initiated (2026-01-01 00:00:08 GMT)',
      StateReason: { Message: 'Client.UserInitiatedShutdown: User initiated shutdown' },
    })
    await ec2.send(new StartInstancesCommand(ids))
    await advance('8s')
    const again = await look(InstanceId)
    expect(again).toMatchObject({ State: { Name: 'running' }, PrivateIpAddress })
    expect(again.PublicIpAddress).toMatch(/^\d/)
    expect(again.PublicIpAddress).not.toBe(PublicIpAddress)
    expect(again.StateReason).toBeUndefined()
  })

  it('name instances that do not exist, changing none', async () => {
    const { InstanceId } = await run()
    await advance('8s')
    const missing = 'i-00000000000000000'
    const ids = { InstanceIds: [InstanceId ?? '', missing] }
    await expect(ec2.send(new StopInstancesCommand(ids))).rejects.toMatchObject({
      name: 'InvalidInstanceID.NotFound',
      message: `The instance ID '${missing}' does not exist`,
    })
    expect((await look(InstanceId)).State?.Name).toBe('running')
    await expect(
      ec2.send(new RebootInstancesCommand({ InstanceIds: ['bad'] })),
    ).rejects.toMatchObject({ name: 'InvalidInstanceID.Malformed', message: 'Invalid id: "bad"' })
  })
})

describe('a terminated instance', () => {
  it('stays listed for about an hour', async () => {
    const { InstanceId } = await run()
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId ?? ''] }))
    await advance('50m')
    expect((await look(InstanceId)).State?.Name).toBe('terminated')
    await advance('15m')
    await expect(look(InstanceId)).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  })

  it('must first lose its protection', async () => {
    const { InstanceId } = await run({ DisableApiTermination: true })
    await expect(
      ec2.send(new TerminateInstancesCommand({ InstanceIds: [InstanceId ?? ''] })),
    ).rejects.toMatchObject({ name: 'OperationNotPermitted' })
  })
})

describe('lists', () => {
  it('are filtered and paged', async () => {
    await run({
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'a', Value: 'b' }] }],
    })
    for (let i = 0; i < 6; i++) await run({ InstanceType: 't3.small' })
    const filter = async (Name: string, ...Values: string[]) => {
      const found = await ec2.send(new DescribeInstancesCommand({ Filters: [{ Name, Values }] }))
      return found.Reservations?.length
    }
    expect(await filter('tag:a', 'b')).toBe(1)
    expect(await filter('instance-type', 't3.*')).toBe(7)
    expect(await filter('instance-state-name', 'running')).toBe(0)
    expect(await filter('block-device-mapping.device-name', '/dev/xvda')).toBe(7)
    await expect(filter('nonsense', 'x')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const pages: number[] = []
    for await (const page of paginateDescribeInstances({ client: ec2, pageSize: 5 }, {})) {
      pages.push(page.Reservations?.length ?? 0)
    }
    expect(pages).toEqual([5, 2])
  })
})
