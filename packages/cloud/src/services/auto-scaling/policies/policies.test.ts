import {
  DeletePolicyCommand,
  DescribePoliciesCommand,
  ExecutePolicyCommand,
  PutScalingPolicyCommand,
  SuspendProcessesCommand,
  type PutScalingPolicyCommandInput,
} from '@aws-sdk/client-auto-scaling'
import {
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { furnishScaling, type ScalingGroup } from '../../../testing/scaling-group.ts'

let cloud: TestCloud
let world: ScalingGroup
let account = 460_000_000_000
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  world = await furnishScaling(cloud, String(++account))
})

const put = (input: Partial<PutScalingPolicyCommandInput>) =>
  world.scaling.send(
    new PutScalingPolicyCommand({ AutoScalingGroupName: 'web', PolicyName: 'grow', ...input }),
  )
const execute = (more: object = {}) =>
  world.scaling.send(
    new ExecutePolicyCommand({ AutoScalingGroupName: 'web', PolicyName: 'grow', ...more }),
  )
async function policies() {
  const { ScalingPolicies = [] } = await world.scaling.send(new DescribePoliciesCommand({}))
  return ScalingPolicies
}
const desired = async () => (await world.group()).DesiredCapacity
async function alarms() {
  const { MetricAlarms = [] } = await world.cloudwatch.send(new DescribeAlarmsCommand({}))
  return MetricAlarms
}

describe('a simple policy', () => {
  it('is kept, changed and deleted by its name or its ARN', async () => {
    await world.create({ MinSize: 2 })
    const { PolicyARN } = await put({ AdjustmentType: 'ExactCapacity', ScalingAdjustment: 3 })
    expect(PolicyARN).toMatch(
      /^arn:aws:autoscaling:ap-northeast-2:\d{12}:scalingPolicy:[0-9a-f-]{36}:autoScalingGroupName\/web:policyName\/grow$/,
    )
    expect(await policies()).toEqual([
      {
        AutoScalingGroupName: 'web',
        PolicyName: 'grow',
        PolicyARN,
        PolicyType: 'SimpleScaling',
        AdjustmentType: 'ExactCapacity',
        ScalingAdjustment: 3,
        Cooldown: 300,
        StepAdjustments: [],
        Alarms: [],
        Enabled: true,
      },
    ])
    // What is not said anew stays.
    await put({ ScalingAdjustment: 2, Cooldown: 60, Enabled: false })
    expect(await policies()).toMatchObject([
      {
        PolicyARN,
        AdjustmentType: 'ExactCapacity',
        ScalingAdjustment: 2,
        Cooldown: 60,
        Enabled: false,
      },
    ])
    await world.scaling.send(new DeletePolicyCommand({ PolicyName: PolicyARN }))
    expect(await policies()).toEqual([])
    await put({ AdjustmentType: 'ExactCapacity', ScalingAdjustment: 3 })
    await world.scaling.send(new DeletePolicyCommand({ PolicyName: 'grow' }))
    await expect(
      world.scaling.send(new DeletePolicyCommand({ PolicyName: 'grow' })),
    ).rejects.toMatchObject({ name: 'ValidationError' })
  })

  it.each([
    ['ExactCapacity', 3, 3],
    ['ChangeInCapacity', 3, 5],
    ['ChangeInCapacity', -3, 0],
    ['ChangeInCapacity', 30, 10],
    ['PercentChangeInCapacity', 1, 3],
    ['PercentChangeInCapacity', 250, 7],
  ])(
    '%s by %i makes two instances %i, and its cooldown keeps back the next',
    async (type, by, to) => {
      await world.create({ DesiredCapacity: 2 })
      await world.advance('10s')
      await put({ AdjustmentType: type, ScalingAdjustment: by, Cooldown: 60 })
      await execute()
      expect(await desired()).toBe(to)
      expect((await world.history())[0]?.Cause).toContain(
        `At 2026-01-01T00:00:10Z a user request executed policy grow changing the desired capacity from 2 to ${to}.`,
      )
      await expect(execute({ HonorCooldown: true })).rejects.toMatchObject({
        name: 'ScalingActivityInProgressFault',
      })
      // Its own minute, once it has what it asked for.
      await world.advance('90s')
      await execute({ HonorCooldown: true })
    },
  )
})

describe('a step policy', () => {
  const steps = [
    { MetricIntervalLowerBound: 0, MetricIntervalUpperBound: 20, ScalingAdjustment: 1 },
    { MetricIntervalLowerBound: 20, ScalingAdjustment: 3 },
  ]
  const at = (MetricValue: number) => execute({ MetricValue, BreachThreshold: 50 })

  it('takes the step of the metric, and counts what warms up for nothing', async () => {
    await world.create({ DesiredCapacity: 2 })
    await world.advance('10s')
    await put({
      PolicyType: 'StepScaling',
      AdjustmentType: 'ChangeInCapacity',
      StepAdjustments: steps,
      EstimatedInstanceWarmup: 120,
    })
    expect(await policies()).toMatchObject([
      { PolicyType: 'StepScaling', MetricAggregationType: 'Average', StepAdjustments: steps },
    ])
    await at(60)
    expect(await desired()).toBe(3)
    await world.advance('1m')
    await at(65)
    expect(await desired()).toBe(3)
    // A higher step adds what it has more.
    await at(75)
    expect(await desired()).toBe(5)
    await world.advance('5m')
    await at(60)
    expect(await desired()).toBe(6)
    await expect(at(40)).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'No step adjustment found for metric value [40] and breach delta -10',
    })
  })

  it('scales in when nothing warms up, and not twice for one breach', async () => {
    await world.create({ DesiredCapacity: 6 })
    await world.advance('10s')
    await put({
      PolicyType: 'StepScaling',
      AdjustmentType: 'PercentChangeInCapacity',
      MinAdjustmentMagnitude: 2,
      StepAdjustments: [{ MetricIntervalUpperBound: 0, ScalingAdjustment: -10 }],
    })
    await at(20)
    expect(await desired()).toBe(4)
    await at(20)
    expect(await desired()).toBe(4)
    await world.advance('1m')
    await at(20)
    expect(await desired()).toBe(2)
  })

  it('is carried out by an alarm, by the state that it is for', async () => {
    await world.create({ DesiredCapacity: 1 })
    await world.advance('10s')
    const { PolicyARN = '' } = await put({
      PolicyType: 'StepScaling',
      AdjustmentType: 'ChangeInCapacity',
      MetricAggregationType: 'Maximum',
      StepAdjustments: steps,
    })
    await world.cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'busy',
        Namespace: 'mine',
        MetricName: 'load',
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 50,
        ComparisonOperator: 'GreaterThanThreshold',
        AlarmActions: [PolicyARN],
      }),
    )
    expect((await policies())[0]?.Alarms).toMatchObject([{ AlarmName: 'busy' }])
    await load('mine', [60, 90], 2)
    expect(await desired()).toBe(4)
    expect((await world.history())[0]?.Cause).toMatch(
      /^At \S+ a monitor alarm busy in state ALARM triggered policy grow changing the desired capacity from 1 to 4\. {2}At /,
    )
  })
})

/** So many values of a metric, one a minute, and so many more minutes. */
async function load(Namespace: string, values: readonly number[], more = 0): Promise<void> {
  for (const Value of [...values, ...Array<undefined>(more)]) {
    if (Value !== undefined) {
      await world.cloudwatch.send(
        new PutMetricDataCommand({
          Namespace,
          MetricData: [
            { MetricName: 'load', Value, Timestamp: new Date(cloud.now(world.account)) },
          ],
        }),
      )
    }
    await world.advance('1m')
  }
}

describe('target tracking', () => {
  const own = {
    CustomizedMetricSpecification: {
      Namespace: 'mine',
      MetricName: 'load',
      Statistic: 'Average' as const,
    },
    TargetValue: 50,
  }

  it('makes its alarms, changes them and takes them with it', async () => {
    await world.create()
    const TargetTrackingConfiguration = {
      PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' as const },
      TargetValue: 50,
    }
    const { Alarms, PolicyARN } = await put({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration,
    })
    const common = {
      AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${PolicyARN}.`,
      AlarmActions: [PolicyARN],
      Namespace: 'AWS/EC2',
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'AutoScalingGroupName', Value: 'web' }],
      Statistic: 'Average',
      Period: 60,
    }
    const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}'
    expect(await alarms()).toMatchObject([
      {
        ...common,
        AlarmName: expect.stringMatching(`^TargetTracking-web-AlarmHigh-${uuid}$`),
        EvaluationPeriods: 3,
        Threshold: 50,
        ComparisonOperator: 'GreaterThanThreshold',
      },
      {
        ...common,
        AlarmName: expect.stringMatching(`^TargetTracking-web-AlarmLow-${uuid}$`),
        EvaluationPeriods: 15,
        Threshold: 45,
        ComparisonOperator: 'LessThanThreshold',
      },
    ])
    expect(await policies()).toMatchObject([
      {
        Alarms,
        StepAdjustments: [],
        TargetTrackingConfiguration: { ...TargetTrackingConfiguration, DisableScaleIn: false },
      },
    ])
    await expect(
      put({
        PolicyName: 'other',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration,
      }),
    ).rejects.toMatchObject({
      message: 'Only one TargetTrackingScaling policy for a given metric specification is allowed.',
    })
    const again = await put({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        ...TargetTrackingConfiguration,
        TargetValue: 70,
        DisableScaleIn: true,
      },
    })
    expect(again.Alarms).toEqual(Alarms?.slice(0, 1))
    expect(await alarms()).toMatchObject([{ AlarmName: Alarms?.[0]?.AlarmName, Threshold: 70 }])
    await world.scaling.send(new DeletePolicyCommand({ PolicyName: PolicyARN }))
    expect(await alarms()).toEqual([])
  })

  it('grows with a metric at once, shrinks after it slowly, and to the minute each time', async () => {
    await world.create({ MinSize: 1, DefaultInstanceWarmup: 60 })
    await world.advance('50s')
    await put({ PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration: own })
    const [high, low] = await alarms()
    // Three values above the target, of which the newest says how much is needed.
    await load('mine', [90, 90])
    expect(await desired()).toBe(1)
    await load('mine', [120])
    expect(await desired()).toBe(3)
    expect((await world.history())[0]?.Cause).toMatch(
      new RegExp(
        `^At 2026-01-01T00:0\\d:00Z a monitor alarm ${high?.AlarmName} in state ALARM triggered policy grow changing the desired capacity from 1 to 3\\. {2}At `,
      ),
    )
    // While the new ones warm up they do not count: the same load asks for nothing more.
    await load('mine', [120])
    expect(await desired()).toBe(3)
    // It goes on above the target of three: as long as the alarm stays, it is looked at every minute.
    await load('mine', [80, 80, 80])
    expect(await desired()).toBe(5)
    await load('mine', [50, 50, 50])
    expect(await desired()).toBe(5)
    // Fifteen values below nine tenths of the target, of which the highest says what is still needed.
    await load('mine', Array(14).fill(12))
    expect(await desired()).toBe(5)
    await load('mine', [18])
    expect(await desired()).toBe(2)
    expect((await world.history())[0]?.Cause).toContain(
      `a monitor alarm ${low?.AlarmName} in state ALARM triggered policy grow changing the desired capacity from 5 to 2.`,
    )
    // Nobody calls any more.
    await load('mine', Array(16).fill(0))
    expect(await desired()).toBe(1)
  })

  it('scales in only when all of a group’s policies are ready to, and to what the neediest needs', async () => {
    await world.create({ DesiredCapacity: 8, MinSize: 1 })
    await world.advance('1m')
    await put({ PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration: own })
    await put({
      PolicyName: 'also',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        ...own,
        CustomizedMetricSpecification: { ...own.CustomizedMetricSpecification, Namespace: 'yours' },
      },
    })
    const seen: unknown[] = []
    for (let minute = 0; minute < 20; minute++) {
      await world.cloudwatch.send(
        new PutMetricDataCommand({
          Namespace: 'yours',
          MetricData: [
            {
              MetricName: 'load',
              Value: minute < 3 ? 50 : 25,
              Timestamp: new Date(cloud.now(world.account)),
            },
          ],
        }),
      )
      await load('mine', [5])
      seen.push(await desired())
    }
    // The other is ready three minutes later, and says 25 of 50 of however few there are.
    expect(seen.slice(15)).toEqual([8, 8, 4, 2, 1])
  })

  it('does nothing while it is disabled, or alarms are not listened to', async () => {
    await world.create({ MinSize: 1 })
    await put({
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: own,
      Enabled: false,
    })
    await load('mine', [90, 90, 90, 90])
    expect(await desired()).toBe(1)
    await world.scaling.send(
      new SuspendProcessesCommand({
        AutoScalingGroupName: 'web',
        ScalingProcesses: ['AlarmNotification'],
      }),
    )
    await put({ Enabled: true })
    await load('mine', [90])
    expect(await desired()).toBe(1)
    const [high] = await alarms()
    await world.cloudwatch.send(
      new SetAlarmStateCommand({
        AlarmName: high?.AlarmName,
        StateValue: 'ALARM',
        StateReason: 'by hand',
      }),
    )
    expect(await desired()).toBe(1)
    await expect(execute()).rejects.toMatchObject({ name: 'ValidationError' })
  })
})

it('refuses policies that make no sense, in AWS’s words', async () => {
  await world.create()
  const cases: readonly [Partial<PutScalingPolicyCommandInput>, string][] = [
    [{ ScalingAdjustment: 1 }, 'You must specify an AdjustmentType for policy type: SimpleScaling'],
    [
      { AdjustmentType: 'ChangeInCapacity' },
      'Scaling increment must be specified for a SimpleScaling policy',
    ],
    [
      { AdjustmentType: 'ExactCapacity', ScalingAdjustment: -1 },
      'The lower range for adjustment is 0 with the specified adjustment type',
    ],
    [
      { AdjustmentType: 'ChangeInCapacity', ScalingAdjustment: 1, MinAdjustmentMagnitude: 2 },
      'MinAdjustmentMagnitude is not supported by the specified adjustment type',
    ],
    [
      {
        AdjustmentType: 'ChangeInCapacity',
        ScalingAdjustment: 1,
        MetricAggregationType: 'Average',
      },
      'MetricAggregationType is not supported for a SimpleScaling policy',
    ],
    [
      { PolicyType: 'StepScaling', AdjustmentType: 'ChangeInCapacity' },
      'You should specify at least one StepAdjustment with a StepScaling policy',
    ],
    [{ PolicyType: 'TargetTrackingScaling' }, 'You should provide a TargetTrackingConfiguration'],
    [
      { PolicyType: 'TargetTrackingScaling', TargetTrackingConfiguration: { TargetValue: 1 } },
      'You should provide either a CustomizedMetricSpecification or a PredefinedMetricSpecification',
    ],
    [
      {
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'ALBRequestCountPerTarget' },
          TargetValue: 1,
        },
      },
      'Resource label should be specified for predefined metric type ALBRequestCountPerTarget',
    ],
    [
      {
        PolicyType: 'PredictiveScaling',
        PredictiveScalingConfiguration: { MetricSpecifications: [] },
      },
      'Predictive scaling is not supported by the embedded cloud.',
    ],
  ]
  for (const [input, message] of cases) {
    await expect(put(input)).rejects.toMatchObject({ name: 'ValidationError', message })
  }
  await expect(put({ AutoScalingGroupName: 'none' })).rejects.toMatchObject({
    message: expect.stringContaining('not found'),
  })
})
