import {
  CreateSecurityGroupCommand,
  DescribeImagesCommand,
  DescribeInstancesCommand,
  DescribeNetworkInterfaceAttributeCommand,
  ModifyInstanceAttributeCommand,
  ModifyInstanceMaintenanceOptionsCommand,
  ModifyNetworkInterfaceAttributeCommand,
  ModifyPrivateDnsNameOptionsCommand,
  ResetInstanceAttributeCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type EC2Client,
  type Instance,
  type NetworkInterfaceAttribute,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let cloud: TestCloud
let ec2: EC2Client
let launched: Instance

beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  const { Images } = await ec2.send(
    new DescribeImagesCommand({
      Owners: ['amazon'],
      Filters: [
        { Name: 'name', Values: ['al2023-ami-2023*'] },
        { Name: 'architecture', Values: ['x86_64'] },
      ],
    }),
  )
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: Images?.[0]?.ImageId,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    }),
  )
  await cloud.advance('120s')
  launched = Instances?.[0] ?? {}
})
afterAll(() => cloud.close())

async function shown(): Promise<Instance | undefined> {
  const InstanceIds = [launched.InstanceId ?? '']
  const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  return Reservations?.[0]?.Instances?.[0]
}

describe('an instance', () => {
  it('gets its source/destination check back', async () => {
    const { InstanceId } = launched
    await ec2.send(
      new ModifyInstanceAttributeCommand({ InstanceId, SourceDestCheck: { Value: false } }),
    )
    expect((await shown())?.SourceDestCheck).toBe(false)
    await ec2.send(new ResetInstanceAttributeCommand({ InstanceId, Attribute: 'sourceDestCheck' }))
    expect((await shown())?.SourceDestCheck).toBe(true)
    await expect(
      ec2.send(new ResetInstanceAttributeCommand({ InstanceId, Attribute: 'kernel' })),
    ).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
    await expect(
      ec2.send(new ResetInstanceAttributeCommand({ InstanceId, Attribute: 'instanceType' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  })

  it('keeps its maintenance options', async () => {
    const { InstanceId } = launched
    const answer = await ec2.send(
      new ModifyInstanceMaintenanceOptionsCommand({ InstanceId, AutoRecovery: 'disabled' }),
    )
    expect(answer).toMatchObject({ InstanceId, AutoRecovery: 'disabled' })
    await ec2.send(
      new ModifyInstanceMaintenanceOptionsCommand({ InstanceId, RebootMigration: 'disabled' }),
    )
    expect((await shown())?.MaintenanceOptions).toEqual({
      AutoRecovery: 'disabled',
      RebootMigration: 'disabled',
    })
  })

  it('changes its host name only while stopped', async () => {
    const InstanceId = launched.InstanceId ?? ''
    const rename = () =>
      ec2.send(
        new ModifyPrivateDnsNameOptionsCommand({
          InstanceId,
          PrivateDnsHostnameType: 'resource-name',
        }),
      )
    await ec2.send(
      new ModifyPrivateDnsNameOptionsCommand({ InstanceId, EnableResourceNameDnsARecord: true }),
    )
    expect((await shown())?.PrivateDnsNameOptions?.EnableResourceNameDnsARecord).toBe(true)
    await expect(rename()).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
    await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
    await cloud.advance('300s')
    await rename()
    expect(await shown()).toMatchObject({
      PrivateDnsName: `${InstanceId}.ap-northeast-2.compute.internal`,
      PrivateDnsNameOptions: { HostnameType: 'resource-name', EnableResourceNameDnsARecord: true },
    })
  })
})

describe('a network interface', () => {
  it('shows and changes one attribute at a time', async () => {
    const eni = launched.NetworkInterfaces?.[0]
    const NetworkInterfaceId = eni?.NetworkInterfaceId
    const read = (Attribute: NetworkInterfaceAttribute) =>
      ec2.send(new DescribeNetworkInterfaceAttributeCommand({ NetworkInterfaceId, Attribute }))
    const change = (
      more: Omit<
        ConstructorParameters<typeof ModifyNetworkInterfaceAttributeCommand>[0],
        'NetworkInterfaceId'
      >,
    ) => ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId, ...more }))
    await change({ Description: { Value: 'front' } })
    expect((await read('description')).Description?.Value).toBe('front')
    await change({ SourceDestCheck: { Value: false } })
    expect((await read('sourceDestCheck')).SourceDestCheck?.Value).toBe(false)
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName: 'front', Description: 'front' }),
    )
    await change({ Groups: [GroupId] })
    expect((await read('groupSet')).Groups).toEqual([{ GroupId, GroupName: 'front' }])
    const AttachmentId = eni?.Attachment?.AttachmentId
    await change({ Attachment: { AttachmentId, DeleteOnTermination: false } })
    expect((await read('attachment')).Attachment).toMatchObject({
      AttachmentId,
      DeleteOnTermination: false,
    })
    await expect(change({})).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(
      change({ Description: { Value: 'x' }, SourceDestCheck: { Value: true } }),
    ).rejects.toMatchObject({ name: 'InvalidParameterCombination' })
    await expect(change({ Groups: ['sg-00000000000000000'] })).rejects.toMatchObject({
      name: 'InvalidGroup.NotFound',
    })
    await expect(
      change({ Attachment: { AttachmentId: 'eni-attach-0', DeleteOnTermination: true } }),
    ).rejects.toMatchObject({ name: 'InvalidAttachmentID.NotFound' })
  })
})
