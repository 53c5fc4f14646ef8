import * as scaling from '@aws-sdk/client-auto-scaling'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { echoDriver } from '../../testing/echo-driver.ts'
import { furnishScaling } from '../../testing/scaling-group.ts'
import { registry } from '../registry.ts'

/** The rules for everything that moves groups: they hold for each operation, and each has a specimen. */
const group = { AutoScalingGroupName: 'web' }
const tracking = {
  PolicyName: 'half',
  PolicyType: 'TargetTrackingScaling',
  TargetTrackingConfiguration: {
    PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' as const },
    TargetValue: 50,
  },
}
const action = { ScheduledActionName: 'nightly', Recurrence: '0 0 * * *', DesiredCapacity: 0 }
/** Valid calls, in an order in which each succeeds. */
const specimens: readonly (readonly [operation: string, command: object])[] = [
  ['PutScalingPolicy', new scaling.PutScalingPolicyCommand({ ...group, ...tracking })],
  [
    'PutScalingPolicy',
    new scaling.PutScalingPolicyCommand({
      ...group,
      PolicyName: 'out',
      AdjustmentType: 'ChangeInCapacity',
      ScalingAdjustment: 1,
    }),
  ],
  ['DescribePolicies', new scaling.DescribePoliciesCommand(group)],
  ['ExecutePolicy', new scaling.ExecutePolicyCommand({ ...group, PolicyName: 'out' })],
  ['DeletePolicy', new scaling.DeletePolicyCommand({ ...group, PolicyName: 'half' })],
  [
    'PutScheduledUpdateGroupAction',
    new scaling.PutScheduledUpdateGroupActionCommand({ ...group, ...action }),
  ],
  ['DescribeScheduledActions', new scaling.DescribeScheduledActionsCommand(group)],
  [
    'DeleteScheduledAction',
    new scaling.DeleteScheduledActionCommand({ ...group, ScheduledActionName: 'nightly' }),
  ],
  [
    'BatchPutScheduledUpdateGroupAction',
    new scaling.BatchPutScheduledUpdateGroupActionCommand({
      ...group,
      ScheduledUpdateGroupActions: [action],
    }),
  ],
  [
    'BatchDeleteScheduledAction',
    new scaling.BatchDeleteScheduledActionCommand({ ...group, ScheduledActionNames: ['nightly'] }),
  ],
  ['PutWarmPool', new scaling.PutWarmPoolCommand(group)],
  ['DescribeWarmPool', new scaling.DescribeWarmPoolCommand(group)],
  ['DeleteWarmPool', new scaling.DeleteWarmPoolCommand(group)],
  [
    'StartInstanceRefresh',
    new scaling.StartInstanceRefreshCommand({
      ...group,
      DesiredConfiguration: { LaunchTemplate: { LaunchTemplateName: 'web', Version: '1' } },
    }),
  ],
  ['DescribeInstanceRefreshes', new scaling.DescribeInstanceRefreshesCommand(group)],
  ['RollbackInstanceRefresh', new scaling.RollbackInstanceRefreshCommand(group)],
  ['CancelInstanceRefresh', new scaling.CancelInstanceRefreshCommand(group)],
]

let cloud: TestCloud
const account = '430000000000'
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  const world = await furnishScaling(cloud, account)
  await world.create({ DesiredCapacity: 1 })
  await world.advance('1m')
})
afterAll(() => cloud.close())

type Client = scaling.AutoScalingClient
const send = (client: Client, command: object): Promise<object> =>
  Reflect.apply(client.send, client, [command])

describe.each([
  ['another account', { account: '430000000001' }],
  ['another Region', { account, region: 'us-east-1' }],
])('of %s', (_, who) => {
  it.each(specimens)('%s finds no group of that name', async (_name, command) => {
    await expect(send(cloud.autoScaling(who), command)).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining('not found'),
    })
  })
})

it('every one of them succeeds on a group that is there', async () => {
  const client = cloud.autoScaling({ account })
  for (const [name, command] of specimens) {
    await expect(send(client, command), name).resolves.toBeDefined()
  }
  expect(specimens.filter(([name]) => !registry['auto-scaling'].has(name))).toEqual([])
})

it.each([
  ['DescribePolicies', (more: object) => new scaling.DescribePoliciesCommand(more)],
  ['DescribeScheduledActions', (more: object) => new scaling.DescribeScheduledActionsCommand(more)],
  [
    'DescribeInstanceRefreshes',
    (more: object) => new scaling.DescribeInstanceRefreshesCommand({ ...group, ...more }),
  ],
  [
    'DescribeWarmPool',
    (more: object) => new scaling.DescribeWarmPoolCommand({ ...group, ...more }),
  ],
])('%s gives pages by tokens that it gave out', async (_, command) => {
  const client = cloud.autoScaling({ account })
  await expect(send(client, command({ NextToken: 'nonsense' }))).rejects.toMatchObject({
    name: 'InvalidNextToken',
  })
})
