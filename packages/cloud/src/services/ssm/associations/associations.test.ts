import { CreateTagsCommand, RebootInstancesCommand } from '@aws-sdk/client-ec2'
import {
  CreateAssociationCommand,
  DeleteAssociationCommand,
  DeleteInventoryCommand,
  DescribeAssociationCommand,
  DescribeAssociationExecutionTargetsCommand,
  DescribeAssociationExecutionsCommand,
  DescribeEffectiveInstanceAssociationsCommand,
  DescribeInstanceAssociationsStatusCommand,
  DescribeInstanceInformationCommand,
  DescribeInventoryDeletionsCommand,
  GetCommandInvocationCommand,
  GetInventoryCommand,
  GetInventorySchemaCommand,
  ListAssociationVersionsCommand,
  ListAssociationsCommand,
  ListCommandsCommand,
  ListInventoryEntriesCommand,
  PutInventoryCommand,
  SendCommandCommand,
  StartAssociationsOnceCommand,
  UpdateAssociationCommand,
  type CreateAssociationCommandInput,
} from '@aws-sdk/client-ssm'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'
import { makeSessionRole } from '../../../testing/session-role.ts'

let cloud: TestCloud
let node = ''
beforeAll(async () => {
  cloud = await startTestCloud()
  await makeSessionRole(cloud.iam(), 'managed')
  node = await launch('web')
})
afterAll(() => cloud.close())

async function launch(role: string): Promise<string> {
  const id = await launchInstance(cloud.ec2(), 'managed')
  await cloud
    .ec2()
    .send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: 'Role', Value: role }] }))
  await cloud.advance('1m')
  return id
}

const touch = (file: string) => ({ commands: [`date +%s >> /root/${file}`] })
async function associate(input: Partial<CreateAssociationCommandInput>): Promise<string> {
  const { AssociationDescription } = await cloud.ssm().send(
    new CreateAssociationCommand({
      Name: 'AWS-RunShellScript',
      Parameters: { commands: ['true'] },
      Targets: [{ Key: 'tag:Role', Values: ['web'] }],
      ...input,
    }),
  )
  return AssociationDescription?.AssociationId ?? ''
}
const executionsOf = async (AssociationId: string) =>
  (await cloud.ssm().send(new DescribeAssociationExecutionsCommand({ AssociationId })))
    .AssociationExecutions ?? []
const remove = (AssociationId: string) =>
  cloud.ssm().send(new DeleteAssociationCommand({ AssociationId }))

/** What a command prints in a guest. */
async function prints(id: string, command: string): Promise<string> {
  const { Command } = await cloud.ssm().send(
    new SendCommandCommand({
      DocumentName: 'AWS-RunShellScript',
      InstanceIds: [id],
      Parameters: { commands: [command] },
    }),
  )
  await cloud.advance('2s')
  const { StandardOutputContent = '' } = await cloud
    .ssm()
    .send(new GetCommandInvocationCommand({ CommandId: Command?.CommandId ?? '', InstanceId: id }))
  return StandardOutputContent
}

describe('an association', () => {
  it('is applied at once, by its schedule, on demand, and to nodes that come later', async () => {
    const ssm = cloud.ssm()
    const id = await associate({
      AssociationName: 'keep-time',
      Parameters: touch('applied'),
      ScheduleExpression: 'rate(30 minutes)',
    })
    await cloud.advance('5s')
    const { AssociationDescription } = await ssm.send(
      new DescribeAssociationCommand({ AssociationId: id }),
    )
    expect(AssociationDescription).toMatchObject({
      Name: 'AWS-RunShellScript',
      AssociationName: 'keep-time',
      AssociationVersion: '1',
      DocumentVersion: '$DEFAULT',
      ScheduleExpression: 'rate(30 minutes)',
      Overview: {
        Status: 'Success',
        DetailedStatus: 'Success',
        AssociationStatusAggregatedCount: { Success: 1 },
      },
    })
    await cloud.advance('1h')
    await ssm.send(new StartAssociationsOnceCommand({ AssociationIds: [id] }))
    await cloud.advance('5s')
    expect(await prints(node, 'wc -l </root/applied')).toBe('4\n')

    const late = await launch('web')
    expect(await prints(late, 'wc -l </root/applied')).toBe('1\n')
    await cloud.ec2().send(new RebootInstancesCommand({ InstanceIds: [late] }))
    await cloud.advance('1m')
    // It had that version already.
    expect(await prints(late, 'wc -l </root/applied')).toBe('1\n')

    const executions = await executionsOf(id)
    expect(executions.map(({ Status }) => Status)).toEqual(Array(5).fill('Success'))
    expect(executions[0]).toMatchObject({ ResourceCountByStatus: '{Success=1}' })
    const { AssociationExecutionTargets: targets = [] } = await ssm.send(
      new DescribeAssociationExecutionTargetsCommand({
        AssociationId: id,
        ExecutionId: executions[0]?.ExecutionId,
      }),
    )
    expect(targets).toMatchObject([
      {
        ResourceId: late,
        ResourceType: 'ManagedInstance',
        Status: 'Success',
        OutputSource: { OutputSourceType: 'RunCommand' },
      },
    ])
    const sent = targets[0]?.OutputSource?.OutputSourceId ?? ''
    // Its commands are not in the history, and can be asked for.
    const { Commands = [] } = await ssm.send(new ListCommandsCommand({}))
    expect(Commands.map(({ CommandId }) => CommandId)).not.toContain(sent)
    expect(
      await ssm.send(new GetCommandInvocationCommand({ CommandId: sent, InstanceId: late })),
    ).toMatchObject({ Status: 'Success' })

    await remove(id)
    await cloud.advance('30m')
    expect(await prints(node, 'wc -l </root/applied')).toBe('4\n')
    await expect(executionsOf(id)).rejects.toMatchObject({ name: 'AssociationDoesNotExist' })
  })

  it('has versions, and waits for its interval when it is told to', async () => {
    const ssm = cloud.ssm()
    const id = await associate({
      Parameters: touch('interval'),
      ScheduleExpression: 'cron(0 * ? * * *)',
      ApplyOnlyAtCronInterval: true,
    })
    expect(await executionsOf(id)).toEqual([])
    await cloud.advance('1h')
    expect(await executionsOf(id)).toHaveLength(1)
    const { AssociationDescription } = await ssm.send(
      new UpdateAssociationCommand({ AssociationId: id, Parameters: touch('other') }),
    )
    expect(AssociationDescription).toMatchObject({
      AssociationVersion: '2',
      Targets: [{ Key: 'tag:Role', Values: ['web'] }],
      ApplyOnlyAtCronInterval: false,
    })
    expect(AssociationDescription?.ScheduleExpression).toBeUndefined()
    await cloud.advance('1h')
    // Applied for the change; the schedule is gone.
    expect(await executionsOf(id)).toHaveLength(2)
    const { AssociationVersions = [] } = await ssm.send(
      new ListAssociationVersionsCommand({ AssociationId: id }),
    )
    expect(AssociationVersions.map((version) => version.Parameters?.['commands'])).toEqual([
      touch('other').commands,
      touch('interval').commands,
    ])
    expect(
      (
        await ssm.send(
          new DescribeAssociationCommand({ AssociationId: id, AssociationVersion: '1' }),
        )
      ).AssociationDescription?.ScheduleExpression,
    ).toBe('cron(0 * ? * * *)')
    await expect(
      ssm.send(new DescribeAssociationCommand({ AssociationId: id, AssociationVersion: '9' })),
    ).rejects.toMatchObject({ name: 'InvalidAssociationVersion' })
    await remove(id)
  })

  it('of one node tells of its failure, there and in the lists', async () => {
    const ssm = cloud.ssm()
    const own = { Name: 'AWS-RunShellScript', InstanceId: node, Targets: undefined }
    const id = await associate({ ...own, Parameters: { commands: ['exit 3'] } })
    await expect(associate(own)).rejects.toMatchObject({ name: 'AssociationAlreadyExists' })
    await cloud.advance('5s')
    const listed = async (key: 'AssociationStatusName' | 'InstanceId' | 'Name', value: string) =>
      (
        await ssm.send(new ListAssociationsCommand({ AssociationFilterList: [{ key, value }] }))
      ).Associations?.map(({ AssociationId }) => AssociationId)
    expect(await listed('AssociationStatusName', 'Failed')).toEqual([id])
    expect(await listed('AssociationStatusName', 'Success')).toEqual([])
    expect(await listed('InstanceId', node)).toEqual([id])
    expect(await listed('Name', 'AWS-Other')).toEqual([])
    expect(
      await ssm.send(new DescribeInstanceAssociationsStatusCommand({ InstanceId: node })),
    ).toMatchObject({
      InstanceAssociationStatusInfos: [
        {
          AssociationId: id,
          Status: 'Failed',
          ExecutionSummary:
            '1 out of 1 plugin processed, 0 success, 1 failed, 0 timedout, 0 skipped. ',
        },
      ],
    })
    const effective = await ssm.send(
      new DescribeEffectiveInstanceAssociationsCommand({ InstanceId: node }),
    )
    expect(effective.Associations?.[0]?.Content).toContain('aws:runShellScript')
    const { InstanceInformationList } = await ssm.send(
      new DescribeInstanceInformationCommand({
        Filters: [{ Key: 'AssociationStatus', Values: ['Failed'] }],
      }),
    )
    expect(InstanceInformationList).toMatchObject([
      { InstanceId: node, AssociationStatus: 'Failed' },
    ])
    await ssm.send(new DeleteAssociationCommand({ Name: own.Name, InstanceId: node }))
    expect(await listed('InstanceId', node)).toEqual([])
  })

  it.each<[Partial<CreateAssociationCommandInput>, string]>([
    [{ Targets: [] }, 'InvalidTarget'],
    [{ Targets: [{ Key: 'Colour', Values: ['red'] }] }, 'InvalidTarget'],
    [{ Targets: undefined, InstanceId: 'i-0123456789abcdef0' }, 'InvalidInstanceId'],
    [{ Name: 'Nothing' }, 'InvalidDocument'],
    [{ Name: 'AWS-StartSSHSession' }, 'InvalidDocument'],
    [{ DocumentVersion: '7' }, 'InvalidDocumentVersion'],
    [{ Parameters: { colour: ['red'] } }, 'InvalidParameters'],
    [{ ScheduleExpression: 'rate(5 minutes)' }, 'InvalidSchedule'],
    [{ ScheduleExpression: 'sometimes' }, 'InvalidSchedule'],
    [{ ScheduleExpression: 'rate(1 day)', ScheduleOffset: 2 }, 'ValidationException'],
    [{ CalendarNames: ['holidays'] }, 'ValidationException'],
  ])('%j is refused: %s', async (input, name) => {
    await expect(associate(input)).rejects.toMatchObject({ name })
  })
})

describe('inventory', () => {
  it('has what the agent finds, as often as it is asked to look', async () => {
    const ssm = cloud.ssm()
    await prints(node, 'dnf install -y tree')
    await cloud.advance('30s')
    const entries = async (TypeName: string, name?: string) =>
      (
        await ssm.send(
          new ListInventoryEntriesCommand({
            InstanceId: node,
            TypeName,
            ...(name === undefined ? {} : { Filters: [{ Key: 'Name', Values: [name] }] }),
          }),
        )
      ).Entries ?? []
    expect(await entries('AWS:Application')).toEqual([])
    const id = await associate({
      Name: 'AWS-GatherSoftwareInventory',
      Parameters: {},
      Targets: [{ Key: 'InstanceIds', Values: [node] }],
      ScheduleExpression: 'rate(30 minutes)',
    })
    await cloud.advance('10s')
    expect(await entries('AWS:Application', 'tree')).toMatchObject([
      { Name: 'tree', Version: '2.2.1', Architecture: 'x86_64', Publisher: 'Amazon Linux' },
    ])
    expect((await entries('AWS:InstanceDetailedInformation'))[0]).toMatchObject({
      CPUs: '2',
      CPUModel: expect.stringContaining('Xeon'),
    })
    const [loopback, network] = await entries('AWS:Network')
    expect(loopback).toMatchObject({ Name: 'lo', IPV4: '127.0.0.1' })
    expect(network).toMatchObject({ IPV4: expect.stringMatching(/^172\.31\./) })
    expect(network?.['Gateway']).toMatch(/^172\.31\.\d+\.1$/)

    const having = async (Type: 'Equal' | 'GreaterThan' | 'NotEqual', value: string) =>
      (
        await ssm.send(
          new GetInventoryCommand({
            Filters: [
              { Key: 'AWS:Application.Name', Values: ['tree'] },
              { Key: 'AWS:Application.Version', Values: [value], Type },
            ],
            ResultAttributes: [{ TypeName: 'AWS:Application' }],
          }),
        )
      ).Entities?.map(({ Id }) => Id)
    expect(await having('Equal', '2.2.1')).toEqual([node])
    expect(await having('GreaterThan', '999')).toEqual([])
    const counted = await ssm.send(
      new GetInventoryCommand({
        Aggregators: [{ Expression: 'AWS:InstanceInformation.PlatformName' }],
      }),
    )
    expect(counted.Entities?.[0]?.Data?.['AWS:InstanceInformation']?.Content).toEqual([
      { PlatformName: 'Amazon Linux', Count: '2' },
    ])

    await prints(node, 'dnf remove -y tree')
    await cloud.advance('30m')
    expect(await entries('AWS:Application', 'tree')).toEqual([])
    // Only associations apply a policy.
    await expect(
      ssm.send(
        new SendCommandCommand({
          DocumentName: 'AWS-GatherSoftwareInventory',
          InstanceIds: [node],
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidDocument' })
    await remove(id)
  })

  it('takes what people put, and lets it be deleted', async () => {
    const ssm = cloud.ssm()
    const item = (TypeName: string, rack: string) => ({
      TypeName,
      SchemaVersion: '1.0',
      CaptureTime: '2026-01-05T09:00:00Z',
      Content: [{ Rack: rack }],
    })
    const put = (...Items: ReturnType<typeof item>[]) =>
      ssm.send(new PutInventoryCommand({ InstanceId: node, Items }))
    await put(item('Custom:RackInfo', 'A3'))
    const { Entities } = await ssm.send(
      new GetInventoryCommand({
        Filters: [{ Key: 'Custom:RackInfo.Rack', Values: ['A'], Type: 'BeginWith' }],
        ResultAttributes: [{ TypeName: 'Custom:RackInfo' }],
      }),
    )
    expect(Entities).toMatchObject([
      { Id: node, Data: { 'Custom:RackInfo': { Content: [{ Rack: 'A3' }] } } },
    ])
    const { Schemas } = await ssm.send(new GetInventorySchemaCommand({ TypeName: 'Custom' }))
    expect(Schemas).toMatchObject([
      { TypeName: 'Custom:RackInfo', Attributes: [{ Name: 'Rack', DataType: 'string' }] },
    ])
    await expect(put(item('AWS:Colour', 'A3'))).rejects.toMatchObject({
      name: 'InvalidTypeNameException',
    })
    await expect(
      put(item('Custom:RackInfo', 'A3'), item('Custom:RackInfo', 'B1')),
    ).rejects.toMatchObject({ name: 'InvalidTypeNameException' })
    await expect(
      ssm.send(
        new PutInventoryCommand({
          InstanceId: node,
          Items: [{ ...item('Custom:RackInfo', ''), Content: undefined, ContentHash: 'other' }],
        }),
      ),
    ).rejects.toMatchObject({ name: 'ItemContentMismatchException' })
    await expect(
      ssm.send(new DeleteInventoryCommand({ TypeName: 'AWS:Application' })),
    ).rejects.toMatchObject({ name: 'InvalidTypeNameException' })
    const { DeletionId, DeletionSummary } = await ssm.send(
      new DeleteInventoryCommand({ TypeName: 'Custom:RackInfo', ClientToken: crypto.randomUUID() }),
    )
    expect(DeletionSummary).toMatchObject({ TotalCount: 1 })
    const { InventoryDeletions } = await ssm.send(
      new DescribeInventoryDeletionsCommand({ DeletionId }),
    )
    expect(InventoryDeletions).toMatchObject([
      {
        TypeName: 'Custom:RackInfo',
        LastStatus: 'Complete',
        DeletionSummary: { RemainingCount: 0 },
      },
    ])
    expect((await ssm.send(new GetInventorySchemaCommand({ TypeName: 'Custom' }))).Schemas).toEqual(
      [],
    )
  })
})
