import {
  CreateLaunchTemplateCommand,
  CreateLaunchTemplateVersionCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeVolumesCommand,
  GetLaunchTemplateDataCommand,
  RunInstancesCommand,
  type CreateLaunchTemplateVersionCommandInput,
  type EC2Client,
  type Instance,
  type RequestLaunchTemplateData,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { PutParameterCommand } from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 420_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const al2023 = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2')
const template = { LaunchTemplateName: 'web' }

async function create(LaunchTemplateData: RequestLaunchTemplateData): Promise<string> {
  const made = await ec2.send(new CreateLaunchTemplateCommand({ ...template, LaunchTemplateData }))
  return made.LaunchTemplate?.LaunchTemplateId ?? ''
}
async function run(more: Partial<RunInstancesCommandInput>): Promise<Instance> {
  const made = await ec2.send(new RunInstancesCommand({ MinCount: 1, MaxCount: 1, ...more }))
  return made.Instances?.[0] ?? {}
}

it('launches what the template says, wears its system tags, and lets the launch overrule it', async () => {
  const id = await create({
    ImageId: al2023,
    InstanceType: 't3.small',
    EbsOptimized: true,
    Monitoring: { Enabled: true },
    MetadataOptions: { HttpTokens: 'optional' },
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 12 } },
      { DeviceName: '/dev/sdb', Ebs: { VolumeSize: 3 } },
    ],
    TagSpecifications: [
      {
        ResourceType: 'instance',
        Tags: [
          { Key: 'Name', Value: 'template' },
          { Key: 'team', Value: 'a' },
        ],
      },
      { ResourceType: 'volume', Tags: [{ Key: 'of', Value: 'web' }] },
    ],
  })
  const plain = await run({ LaunchTemplate: template })
  expect(plain).toMatchObject({
    ImageId: al2023,
    InstanceType: 't3.small',
    EbsOptimized: true,
    Monitoring: { State: 'pending' },
    MetadataOptions: { HttpTokens: 'optional' },
  })
  const tags = (of: Instance) => Object.fromEntries((of.Tags ?? []).map((t) => [t.Key, t.Value]))
  expect(tags(plain)).toEqual({
    Name: 'template',
    team: 'a',
    'aws:ec2launchtemplate:id': id,
    'aws:ec2launchtemplate:version': '1',
  })
  const own = await run({
    LaunchTemplate: { LaunchTemplateId: id, Version: '$Latest' },
    InstanceType: 't3.micro',
    BlockDeviceMappings: [{ DeviceName: '/dev/sdb', Ebs: { VolumeSize: 4 } }],
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'mine' }] }],
  })
  expect(own.InstanceType).toBe('t3.micro')
  expect(tags(own)).toMatchObject({ Name: 'mine', team: 'a' })
  const { Volumes } = await ec2.send(
    new DescribeVolumesCommand({
      Filters: [{ Name: 'attachment.instance-id', Values: [own.InstanceId ?? ''] }],
    }),
  )
  expect(Volumes?.map(({ Size }) => Size).toSorted()).toEqual([12, 4])
  expect(Volumes?.[0]?.Tags).toEqual([{ Key: 'of', Value: 'web' }])
})

it('takes the default version, another one when it is named, and refuses one that does not exist', async () => {
  await create({ ImageId: al2023, InstanceType: 't3.small' })
  const version: CreateLaunchTemplateVersionCommandInput = {
    ...template,
    LaunchTemplateData: { InstanceType: 't3.nano' },
  }
  await ec2.send(new CreateLaunchTemplateVersionCommand({ ...version, SourceVersion: '1' }))
  await ec2.send(new CreateLaunchTemplateVersionCommand(version))
  const typeOf = async (Version?: string) =>
    (await run({ LaunchTemplate: { ...template, Version } })).InstanceType
  expect(await typeOf()).toBe('t3.small')
  expect(await typeOf('2')).toBe('t3.nano')
  await expect(typeOf('3')).rejects.toMatchObject({
    name: 'MissingParameter',
    message: 'The request must contain the parameter ImageId',
  })
  await expect(typeOf('4')).rejects.toMatchObject({
    name: 'InvalidLaunchTemplateId.VersionNotFound',
  })
})

it('keeps to what RunInstances can do', async () => {
  await create({
    ImageId: al2023,
    InstanceRequirements: { VCpuCount: { Min: 1 }, MemoryMiB: { Min: 1 } },
  })
  await expect(run({ LaunchTemplate: template })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
})

it('resolves an image named by a parameter, at the launch and on demand', async () => {
  const ssm = cloud.ssm({ account: String(account) })
  await ssm.send(new PutParameterCommand({ Name: 'golden', Type: 'String', Value: al2023 }))
  const alias = 'resolve:ssm:golden'
  await create({ ImageId: alias, InstanceType: 't3.micro' })
  const shown = async (ResolveAlias?: boolean) => {
    const found = await ec2.send(
      new DescribeLaunchTemplateVersionsCommand({ ...template, ResolveAlias }),
    )
    return found.LaunchTemplateVersions?.[0]?.LaunchTemplateData?.ImageId
  }
  expect(await shown()).toBe(alias)
  expect(await shown(true)).toBe(al2023)
  expect((await run({ LaunchTemplate: template })).ImageId).toBe(al2023)
})

it('is made of an instance, and launches its like', async () => {
  const first = await run({
    ImageId: al2023,
    InstanceType: 't3.micro',
    UserData: Buffer.from('#!/bin/sh').toString('base64'),
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'one' }] }],
  })
  const { LaunchTemplateData: data = {} } = await ec2.send(
    new GetLaunchTemplateDataCommand({ InstanceId: first.InstanceId }),
  )
  expect(data).toMatchObject({
    ImageId: al2023,
    InstanceType: 't3.micro',
    CreditSpecification: { CpuCredits: 'unlimited' },
    TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'one' }] }],
    NetworkInterfaces: [{ DeviceIndex: 0, SubnetId: first.SubnetId }],
  })
  // The answer can be sent back as it is; only the address is the first instance's own.
  const sent: Record<string, unknown> = {
    ...data,
    NetworkInterfaces: data.NetworkInterfaces?.map((eni) => ({
      ...eni,
      PrivateIpAddresses: undefined,
    })),
  }
  await create(sent)
  const second = await run({ LaunchTemplate: template })
  expect(second).toMatchObject({ SubnetId: first.SubnetId, InstanceType: 't3.micro' })
  expect(second.PrivateIpAddress).not.toBe(first.PrivateIpAddress)
})
