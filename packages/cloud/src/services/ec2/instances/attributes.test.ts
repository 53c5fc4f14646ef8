import {
  AddRoleToInstanceProfileCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
} from '@aws-sdk/client-iam'
import {
  AssociateIamInstanceProfileCommand,
  CreateSecurityGroupCommand,
  DescribeIamInstanceProfileAssociationsCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstanceCreditSpecificationsCommand,
  DescribeInstancesCommand,
  DisassociateIamInstanceProfileCommand,
  GetConsoleOutputCommand,
  GetPasswordDataCommand,
  ModifyInstanceAttributeCommand,
  ModifyInstanceCreditSpecificationCommand,
  ModifyInstanceMetadataOptionsCommand,
  MonitorInstancesCommand,
  ReplaceIamInstanceProfileAssociationCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  UnmonitorInstancesCommand,
  type EC2Client,
  type InstanceAttributeName,
  type ModifyInstanceAttributeCommandInput,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'

let cloud: TestCloud
let ec2: EC2Client
let account = 200_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())
beforeEach(() => {
  ec2 = cloud.ec2({ account: String(++account) })
})

const image = (key: string) => catalogueImageId(key, 'ap-northeast-2')
const al2023 = image('al2023/2023.9.20251110.1/kernel-6.1/x86_64')
const advance = (by: Parameters<TestCloud['advance']>[1]) => cloud.advance(String(account), by)

async function run(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const made = await ec2.send(
    new RunInstancesCommand({
      ImageId: al2023,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  await advance('8s')
  return made.Instances?.[0]?.InstanceId ?? ''
}
async function stop(id: string): Promise<void> {
  await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
  await advance('10s')
}
const look = async (id: string) => {
  const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [id] }))
  return found.Reservations?.[0]?.Instances?.[0]
}
const modify = (id: string, more: Partial<ModifyInstanceAttributeCommandInput>) =>
  ec2.send(new ModifyInstanceAttributeCommand({ InstanceId: id, ...more }))
const read = (InstanceId: string, Attribute: InstanceAttributeName) =>
  ec2.send(new DescribeInstanceAttributeCommand({ InstanceId, Attribute }))

describe('attributes', () => {
  it('change one at a time, where the state allows it', async () => {
    const id = await run({ UserData: Buffer.from('#!/bin/sh').toString('base64') })
    await expect(modify(id, { InstanceType: { Value: 't3.small' } })).rejects.toMatchObject({
      name: 'IncorrectInstanceState',
      message: `The instance '${id}' is not in the 'stopped' state.`,
    })
    await expect(modify(id, {})).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(
      modify(id, { DisableApiStop: { Value: true }, EbsOptimized: { Value: true } }),
    ).rejects.toMatchObject({ message: 'Fields for multiple attribute types specified' })
    await stop(id)
    await modify(id, { InstanceType: { Value: 'm5.large' } })
    await modify(id, { UserData: { Value: Buffer.from('echo') } })
    expect(await look(id)).toMatchObject({
      InstanceType: 'm5.large',
      CpuOptions: { CoreCount: 1, ThreadsPerCore: 2 },
    })
    expect(await read(id, 'userData')).toMatchObject({
      InstanceId: id,
      UserData: { Value: Buffer.from('echo').toString('base64') },
    })
    await expect(modify(id, { InstanceType: { Value: 'm6g.large' } })).rejects.toMatchObject({
      name: 'InvalidParameterValue',
      message: expect.stringContaining("architecture 'arm64'"),
    })
  })

  it('protect, change groups, the source check and what happens at shutdown', async () => {
    const id = await run()
    await modify(id, { DisableApiTermination: { Value: true } })
    await expect(
      ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })),
    ).rejects.toMatchObject({ name: 'OperationNotPermitted' })
    await modify(id, { Attribute: 'disableApiTermination', Value: 'false' })
    expect(await read(id, 'disableApiTermination')).toMatchObject({
      DisableApiTermination: { Value: false },
    })
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'web', Description: 'web' }),
    )
    await modify(id, { Groups: [GroupId ?? ''] })
    expect(await read(id, 'groupSet')).toMatchObject({ Groups: [{ GroupId }] })
    expect((await look(id))?.SecurityGroups).toEqual([{ GroupId, GroupName: 'web' }])
    await modify(id, { SourceDestCheck: { Value: false } })
    expect((await look(id))?.SourceDestCheck).toBe(false)
    await modify(id, { InstanceInitiatedShutdownBehavior: { Value: 'terminate' } })
    expect(await read(id, 'instanceInitiatedShutdownBehavior')).toMatchObject({
      InstanceInitiatedShutdownBehavior: { Value: 'terminate' },
    })
    await modify(id, {
      BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { DeleteOnTermination: false } }],
    })
    expect((await look(id))?.BlockDeviceMappings?.[0]?.Ebs?.DeleteOnTermination).toBe(false)
    await expect(modify(id, { Kernel: { Value: 'aki-1' } })).rejects.toMatchObject({
      name: 'UnsupportedOperation',
    })
  })
})

describe('metadata options', () => {
  it('follow the image and change', async () => {
    const id = await run()
    expect((await look(id))?.MetadataOptions).toMatchObject({
      HttpTokens: 'required',
      HttpPutResponseHopLimit: 2,
    })
    const changed = await ec2.send(
      new ModifyInstanceMetadataOptionsCommand({
        InstanceId: id,
        HttpTokens: 'optional',
        InstanceMetadataTags: 'enabled',
      }),
    )
    expect(changed.InstanceMetadataOptions).toMatchObject({ State: 'pending' })
    expect((await look(id))?.MetadataOptions).toMatchObject({
      State: 'applied',
      HttpTokens: 'optional',
      HttpPutResponseHopLimit: 2,
      InstanceMetadataTags: 'enabled',
    })
  })
})

describe('instance profiles', () => {
  it('are associated, replaced and taken away', async () => {
    const iam = cloud.iam({ account: String(account) })
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    })
    for (const name of ['one', 'two']) {
      await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument }))
      await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name }))
      const both = { InstanceProfileName: name, RoleName: name }
      await iam.send(new AddRoleToInstanceProfileCommand(both))
    }
    const id = await run()
    const associate = (Name: string) =>
      ec2.send(
        new AssociateIamInstanceProfileCommand({ InstanceId: id, IamInstanceProfile: { Name } }),
      )
    await expect(associate('three')).rejects.toMatchObject({ name: 'InvalidParameterValue' })
    const first = (await associate('one')).IamInstanceProfileAssociation
    expect(first).toMatchObject({ InstanceId: id, State: 'associating' })
    await expect(associate('two')).rejects.toMatchObject({ name: 'IncorrectState' })
    await advance('3s')
    const list = async () =>
      (
        await ec2.send(
          new DescribeIamInstanceProfileAssociationsCommand({
            Filters: [{ Name: 'instance-id', Values: [id] }],
          }),
        )
      ).IamInstanceProfileAssociations
    expect(await list()).toMatchObject([{ State: 'associated' }])
    const replaced = await ec2.send(
      new ReplaceIamInstanceProfileAssociationCommand({
        AssociationId: first?.AssociationId,
        IamInstanceProfile: { Name: 'two' },
      }),
    )
    const AssociationId = replaced.IamInstanceProfileAssociation?.AssociationId
    expect((await look(id))?.IamInstanceProfile?.Arn).toMatch(/instance-profile\/two$/)
    await ec2.send(new DisassociateIamInstanceProfileCommand({ AssociationId }))
    expect(await list()).toEqual([])
    await expect(
      ec2.send(new DisassociateIamInstanceProfileCommand({ AssociationId })),
    ).rejects.toMatchObject({ name: 'InvalidAssociationID.NotFound' })
  })
})

describe('monitoring and credits', () => {
  it('are switched', async () => {
    const id = await run()
    const ids = { InstanceIds: [id] }
    const on = await ec2.send(new MonitorInstancesCommand(ids))
    expect(on.InstanceMonitorings).toEqual([{ InstanceId: id, Monitoring: { State: 'pending' } }])
    await advance('3s')
    expect((await look(id))?.Monitoring?.State).toBe('enabled')
    await ec2.send(new UnmonitorInstancesCommand(ids))
    await advance('3s')
    expect((await look(id))?.Monitoring?.State).toBe('disabled')
    const credits = async () =>
      (await ec2.send(new DescribeInstanceCreditSpecificationsCommand(ids)))
        .InstanceCreditSpecifications
    expect(await credits()).toEqual([{ InstanceId: id, CpuCredits: 'unlimited' }])
    const changed = await ec2.send(
      new ModifyInstanceCreditSpecificationCommand({
        InstanceCreditSpecifications: [
          { InstanceId: id, CpuCredits: 'standard' },
          { InstanceId: 'i-00000000000000000', CpuCredits: 'standard' },
        ],
      }),
    )
    expect(changed).toMatchObject({
      SuccessfulInstanceCreditSpecifications: [{ InstanceId: id }],
      UnsuccessfulInstanceCreditSpecifications: [{ Error: { Code: 'InvalidInstanceID.NotFound' } }],
    })
    expect(await credits()).toEqual([{ InstanceId: id, CpuCredits: 'standard' }])
  })
})

describe('the console', () => {
  it('shows the boot as it goes, and is kept after a stop', async () => {
    const id = await run()
    const text = async () => {
      const { Output } = await ec2.send(new GetConsoleOutputCommand({ InstanceId: id }))
      return Buffer.from(Output ?? '', 'base64').toString()
    }
    expect(await text()).toContain('Linux version')
    await advance('60s')
    expect(await text()).toMatch(/login: $/)
    await stop(id)
    expect(await text()).toContain('login: ')
  })

  it('has no password where there is no Windows', async () => {
    const id = await run()
    expect(await ec2.send(new GetPasswordDataCommand({ InstanceId: id }))).toMatchObject({
      InstanceId: id,
      PasswordData: '',
    })
  })
})
