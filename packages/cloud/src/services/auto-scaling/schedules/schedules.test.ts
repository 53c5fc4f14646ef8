import {
  BatchDeleteScheduledActionCommand,
  BatchPutScheduledUpdateGroupActionCommand,
  DeleteAutoScalingGroupCommand,
  DeleteScheduledActionCommand,
  DescribeScheduledActionsCommand,
  PutScheduledUpdateGroupActionCommand,
  SuspendProcessesCommand,
  type PutScheduledUpdateGroupActionCommandInput,
} from '@aws-sdk/client-auto-scaling'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { furnishScaling, type ScalingGroup } from '../../../testing/scaling-group.ts'

let cloud: TestCloud
let world: ScalingGroup
let account = 470_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  world = await furnishScaling(cloud, String(++account))
})

const put = (
  ScheduledActionName: string,
  more: Partial<PutScheduledUpdateGroupActionCommandInput>,
) =>
  world.scaling.send(
    new PutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: 'web',
      ScheduledActionName,
      ...more,
    }),
  )
async function actions(more: object = {}) {
  const { ScheduledUpdateGroupActions = [] } = await world.scaling.send(
    new DescribeScheduledActionsCommand({ AutoScalingGroupName: 'web', ...more }),
  )
  return ScheduledUpdateGroupActions
}
const desired = async () => (await world.group()).DesiredCapacity
const three = { MinSize: 3, MaxSize: 3, DesiredCapacity: 3 }
const one = { MinSize: 1, MaxSize: 1, DesiredCapacity: 1 }

it('keeps three on weekdays and one at weekends, by the clocks of Seoul', async () => {
  await world.create({ MinSize: 1, MaxSize: 1 })
  const TimeZone = 'Asia/Seoul'
  await put('weekdays', { Recurrence: '0 0 * * MON', TimeZone, ...three })
  await put('weekends', { Recurrence: '0 0 * * SAT', TimeZone, ...one })
  // The first of January 2026 is a Thursday; Seoul is nine hours ahead.
  expect(await actions()).toEqual([
    {
      AutoScalingGroupName: 'web',
      ScheduledActionName: 'weekdays',
      ScheduledActionARN: expect.stringMatching(
        /^arn:aws:autoscaling:ap-northeast-2:\d{12}:scheduledUpdateGroupAction:[0-9a-f-]{36}:autoScalingGroupName\/web:scheduledActionName\/weekdays$/,
      ),
      Time: new Date('2026-01-04T15:00:00Z'),
      StartTime: new Date('2026-01-04T15:00:00Z'),
      Recurrence: '0 0 * * MON',
      TimeZone,
      ...three,
    },
    expect.objectContaining({ StartTime: new Date('2026-01-02T15:00:00Z') }),
  ])
  const seen: unknown[] = []
  for (let day = 0; day < 12; day++) {
    await world.advance('24h')
    seen.push(await desired())
  }
  // Friday to Tuesday after next, each at nine in the morning.
  expect(seen).toEqual([1, 1, 1, 3, 3, 3, 3, 3, 1, 1, 3, 3])
  const causes = (await world.history()).map(({ Cause }) => Cause)
  expect(causes[0]).toBe(
    'At 2026-01-11T15:00:00Z a scheduled action update of AutoScalingGroup constraints to min: 3, max: 3, desired: 3 changing the desired capacity from 1 to 3.  At 2026-01-11T15:00:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 1 to 3.',
  )
  expect(causes[2]).toContain(
    'At 2026-01-09T15:00:00Z a scheduled action update of AutoScalingGroup constraints to min: 1, max: 1, desired: 1 changing the desired capacity from 3 to 1.',
  )
  expect(await world.group()).toMatchObject({ MinSize: 3, MaxSize: 3 })
})

it('runs once and is forgotten, or recurs between its start and its end', async () => {
  await world.create({ MaxSize: 3 })
  await put('once', { StartTime: new Date('2026-01-01T01:00:00Z'), DesiredCapacity: 2 })
  await put('hourly', {
    Recurrence: '30 * * * *',
    StartTime: new Date('2026-01-01T02:00:00Z'),
    EndTime: new Date('2026-01-01T04:00:00Z'),
    MinSize: 3,
  })
  expect(await actions()).toMatchObject([
    { ScheduledActionName: 'once', StartTime: new Date('2026-01-01T01:00:00Z') },
    {
      ScheduledActionName: 'hourly',
      StartTime: new Date('2026-01-01T02:30:00Z'),
      EndTime: new Date('2026-01-01T04:00:00Z'),
    },
  ])
  expect(await actions({ EndTime: new Date('2026-01-01T01:00:00Z') })).toHaveLength(1)
  expect(await actions({ ScheduledActionNames: ['hourly', 'none'] })).toHaveLength(1)
  await world.advance('1h')
  expect(await desired()).toBe(2)
  expect(await actions()).toMatchObject([{ ScheduledActionName: 'hourly' }])
  await world.advance('90m')
  // A greater minimum takes the desired capacity with it.
  expect(await world.group()).toMatchObject({ MinSize: 3, DesiredCapacity: 3 })
  expect(await actions()).toMatchObject([{ StartTime: new Date('2026-01-01T03:30:00Z') }])
  await world.advance('1h')
  expect(await actions()).toEqual([])
})

it('leaves undone what an update would be refused, and what is suspended', async () => {
  await world.create({ MaxSize: 3 })
  await put('much', { StartTime: new Date('2026-01-01T01:00:00Z'), DesiredCapacity: 5 })
  await put('some', { Recurrence: '0 2 * * *', DesiredCapacity: 2 })
  await world.advance('1h')
  expect(await desired()).toBe(0)
  await world.scaling.send(
    new SuspendProcessesCommand({
      AutoScalingGroupName: 'web',
      ScalingProcesses: ['ScheduledActions'],
    }),
  )
  await world.advance('1h')
  expect(await desired()).toBe(0)
  await world.scaling.send(new DeleteAutoScalingGroupCommand({ AutoScalingGroupName: 'web' }))
  const all = await world.scaling.send(new DescribeScheduledActionsCommand({}))
  expect(all.ScheduledUpdateGroupActions).toEqual([])
  await world.advance('24h')
})

it('is put and deleted in batches, each for itself', async () => {
  await world.create()
  const { FailedScheduledUpdateGroupActions } = await world.scaling.send(
    new BatchPutScheduledUpdateGroupActionCommand({
      AutoScalingGroupName: 'web',
      ScheduledUpdateGroupActions: [
        { ScheduledActionName: 'good', Recurrence: '0 1 * * *', DesiredCapacity: 1 },
        { ScheduledActionName: 'bad', Recurrence: '0 1 ? * *', DesiredCapacity: 1 },
      ],
    }),
  )
  expect(FailedScheduledUpdateGroupActions).toEqual([
    {
      ScheduledActionName: 'bad',
      ErrorCode: 'ValidationError',
      ErrorMessage: 'Given recurrence string: 0 1 ? * * is invalid',
    },
  ])
  const { FailedScheduledActions } = await world.scaling.send(
    new BatchDeleteScheduledActionCommand({
      AutoScalingGroupName: 'web',
      ScheduledActionNames: ['good', 'bad'],
    }),
  )
  expect(FailedScheduledActions).toMatchObject([{ ScheduledActionName: 'bad' }])
  expect(await actions()).toEqual([])
  for (let number = 0; number < 60; number++) {
    await put(`n${number}`, { Recurrence: `${number} 1 * * *`, DesiredCapacity: 1 })
  }
  expect(await actions()).toHaveLength(50)
})

it('refuses actions that make no sense, in AWS’s words', async () => {
  await world.create()
  await put('first', { StartTime: new Date('2026-02-01T00:00:00Z'), DesiredCapacity: 1 })
  const at = (text: string) => new Date(text)
  const cases: readonly [Partial<PutScheduledUpdateGroupActionCommandInput>, string][] = [
    [
      { Recurrence: '0 0 * * *' },
      'At least one of max size, min size, or desired capacity must be specified',
    ],
    [{ DesiredCapacity: -1 }, 'Desired capacity must be non-negative'],
    [{ MinSize: 3, MaxSize: 2 }, 'Min size must be less than or equal to max size'],
    [{ MaxSize: 2, DesiredCapacity: 3 }, 'Desired capacity must be less than or equal to max size'],
    [
      { MinSize: 2, DesiredCapacity: 1 },
      'Desired capacity must be greater than or equal to min size',
    ],
    [
      { DesiredCapacity: 1 },
      'Scheduled start time must be specified for non-recurrent future group action',
    ],
    [{ DesiredCapacity: 1, StartTime: at('2025-12-31') }, 'Given start time is in the past'],
    [
      { DesiredCapacity: 1, StartTime: at('2026-01-03'), EndTime: at('2026-01-02') },
      'Given end time must be after start time',
    ],
    [
      { DesiredCapacity: 1, Recurrence: '0 0 * * *', TimeZone: '+09:00' },
      'Time zone specified does not conform to standardized time zones found in IANA Time Zone Database',
    ],
  ]
  for (const [input, message] of cases) {
    await expect(put('bad', input)).rejects.toMatchObject({ name: 'ValidationError', message })
  }
  await expect(
    put('second', { StartTime: at('2026-02-01T00:00:00Z'), DesiredCapacity: 2 }),
  ).rejects.toMatchObject({ name: 'AlreadyExistsFault' })
  await expect(
    world.scaling.send(
      new DeleteScheduledActionCommand({
        AutoScalingGroupName: 'web',
        ScheduledActionName: 'none',
      }),
    ),
  ).rejects.toMatchObject({
    name: 'ValidationError',
    message: expect.stringContaining('not found'),
  })
})
