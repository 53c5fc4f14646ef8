import {
  AssociateInstanceEventWindowCommand,
  CreateInstanceEventWindowCommand,
  DeleteInstanceEventWindowCommand,
  DeregisterInstanceEventNotificationAttributesCommand,
  DescribeInstanceEventNotificationAttributesCommand,
  DescribeInstanceEventWindowsCommand,
  DisassociateInstanceEventWindowCommand,
  ModifyInstanceEventStartTimeCommand,
  ModifyInstanceEventWindowCommand,
  RegisterInstanceEventNotificationAttributesCommand,
  ReportInstanceStatusCommand,
  type CreateInstanceEventWindowCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchInstance } from '../../../testing/launch-instance.ts'
import { documentedFilters } from '../filters.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

it('an event window has times and targets, and goes', async () => {
  const ec2 = cloud.ec2()
  const create = (more: CreateInstanceEventWindowCommandInput) =>
    ec2.send(new CreateInstanceEventWindowCommand(more))
  const InstanceId = await launchInstance(ec2)
  const { InstanceEventWindow: made } = await create({
    Name: 'nights',
    CronExpression: '* 21-23 * * 2,3',
    TagSpecifications: [
      { ResourceType: 'instance-event-window', Tags: [{ Key: 'a', Value: 'b' }] },
    ],
  })
  const InstanceEventWindowId = made?.InstanceEventWindowId ?? ''
  expect(made).toMatchObject({
    InstanceEventWindowId: expect.stringMatching(/^iew-0/),
    State: 'active',
    Tags: [{ Key: 'a', Value: 'b' }],
  })
  const range = { StartWeekDay: 'monday', StartHour: 2, EndWeekDay: 'monday', EndHour: 8 } as const
  const modified = await ec2.send(
    new ModifyInstanceEventWindowCommand({ InstanceEventWindowId, TimeRanges: [range] }),
  )
  expect(modified.InstanceEventWindow).toMatchObject({ Name: 'nights', TimeRanges: [range] })
  expect(modified.InstanceEventWindow?.CronExpression).toBeUndefined()

  const AssociationTarget = {
    InstanceIds: [InstanceId],
    InstanceTags: [{ Key: 'env', Value: 'test' }],
  }
  await ec2.send(
    new AssociateInstanceEventWindowCommand({ InstanceEventWindowId, AssociationTarget }),
  )
  const other = await create({ TimeRanges: [range] })
  await expect(
    ec2.send(
      new AssociateInstanceEventWindowCommand({
        InstanceEventWindowId: other.InstanceEventWindow?.InstanceEventWindowId ?? '',
        AssociationTarget: { InstanceIds: [InstanceId] },
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  const named = await ec2.send(
    new DescribeInstanceEventWindowsCommand({
      Filters: [{ Name: 'instance-tag', Values: ['env=test'] }],
    }),
  )
  expect(named.InstanceEventWindows).toMatchObject([
    { AssociationTarget: { InstanceIds: [InstanceId] } },
  ])
  const Filters = [...documentedFilters('DescribeInstanceEventWindows')]
    .filter((Name) => !Name.startsWith('tag:'))
    .map((Name) => ({ Name, Values: ['x'] }))
  const none = await ec2.send(new DescribeInstanceEventWindowsCommand({ Filters }))
  expect(none.InstanceEventWindows).toEqual([])

  const remove = () => ec2.send(new DeleteInstanceEventWindowCommand({ InstanceEventWindowId }))
  await expect(remove()).rejects.toMatchObject({ name: 'InstanceEventWindowInUse' })
  await ec2.send(
    new DisassociateInstanceEventWindowCommand({ InstanceEventWindowId, AssociationTarget }),
  )
  expect((await remove()).InstanceEventWindowState).toMatchObject({ State: 'deleting' })
  await expect(remove()).rejects.toMatchObject({ name: 'InvalidInstanceEventWindowId.NotFound' })

  const short = { ...range, EndHour: 3 }
  const refused: readonly [CreateInstanceEventWindowCommandInput, string][] = [
    [{}, 'MissingParameter'],
    [{ TimeRanges: [short] }, 'InvalidParameterValue'],
    [{ CronExpression: '5 * * * *' }, 'InvalidParameterValue'],
    [{ CronExpression: '* 1-5 * * *', TimeRanges: [range] }, 'InvalidParameterCombination'],
  ]
  for (const [input, name] of refused) await expect(create(input)).rejects.toMatchObject({ name })
})

it('notices of events carry the tags that are registered; nothing is scheduled', async () => {
  const ec2 = cloud.ec2({ account: '450000000001' })
  await ec2.send(
    new RegisterInstanceEventNotificationAttributesCommand({
      InstanceTagAttribute: { InstanceTagKeys: ['Name', 'team'] },
    }),
  )
  await ec2.send(
    new DeregisterInstanceEventNotificationAttributesCommand({
      InstanceTagAttribute: { InstanceTagKeys: ['team'] },
    }),
  )
  const { InstanceTagAttribute } = await ec2.send(
    new DescribeInstanceEventNotificationAttributesCommand({}),
  )
  expect(InstanceTagAttribute).toEqual({
    InstanceTagKeys: ['Name'],
    IncludeAllTagsOfInstance: false,
  })
  const InstanceId = await launchInstance(ec2)
  await expect(
    ec2.send(
      new ModifyInstanceEventStartTimeCommand({
        InstanceId,
        InstanceEventId: 'instance-event-0abc',
        NotBefore: new Date(),
      }),
    ),
  ).rejects.toMatchObject({ name: 'InvalidInstanceEventIDNotFound' })
  await ec2.send(
    new ReportInstanceStatusCommand({
      Instances: [InstanceId],
      Status: 'impaired',
      ReasonCodes: ['unresponsive'],
    }),
  )
})
