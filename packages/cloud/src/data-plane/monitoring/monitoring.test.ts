import {
  DescribeAlarmHistoryCommand,
  DescribeAlarmsCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type CloudWatchClient,
} from '@aws-sdk/client-cloudwatch'
import {
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  MonitorInstancesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type EC2Client,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { defaultAccount } from '@brume/cloud'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Datapoint, MetricDimension } from '../../metrics/metric.ts'
import { instances } from '../../services/ec2/instances/instance.ts'

let cloud: TestCloud
let ec2: EC2Client
let cloudwatch: CloudWatchClient
const place = { account: defaultAccount, region: 'ap-northeast-2' }
const minuteMs = 60_000

beforeAll(async () => {
  cloud = await startTestCloud()
  ec2 = cloud.ec2()
  cloudwatch = cloud.cloudwatch()
})
afterAll(() => cloud.close())

async function launch(more: Partial<RunInstancesCommandInput> = {}): Promise<string> {
  const { Instances: [made] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      ...more,
    }),
  )
  await cloud.advance('10m')
  return made?.InstanceId ?? ''
}

/** What is known of a metric since a time, minute by minute. */
function points(
  metricName: string,
  dimensions: readonly MetricDimension[],
  fromMs: number,
  namespace = 'AWS/EC2',
): readonly Datapoint[] {
  return cloud.engine.transact(place, ({ host }) => {
    const range = { fromMs, untilMs: cloud.now(), periodMs: minuteMs }
    return host.metrics.read(place, { namespace, metricName, dimensions }, range)
  })
}

const ofInstance = (value: string) => [{ name: 'InstanceId', value }]

/** Runs a line in the instance and goes on without it. */
async function runIn(instanceId: string, line: string): Promise<void> {
  const guest = cloud.engine.transact(place, ({ host }) => host.findGuest({ ...place, instanceId }))
  if (!guest) throw new Error('Nothing runs there')
  const program = await guest.execute({ user: 'root', argv: ['bash', '-c', line] })
  program.stdout.resume()
  program.stderr.resume()
}

describe('the loop of the course', () => {
  it('alarms at the very minute that load makes, and is well again after it', async () => {
    const id = await launch({ Monitoring: { Enabled: true }, InstanceType: 'm5.large' })
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'busy',
        Namespace: 'AWS/EC2',
        MetricName: 'CPUUtilization',
        Dimensions: [{ Name: 'InstanceId', Value: id }],
        Statistic: 'Average',
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 50,
        ComparisonOperator: 'GreaterThanThreshold',
      }),
    )
    await runIn(id, 'dnf install -y stress')
    await cloud.advance('5m')
    const state = async () => {
      const { MetricAlarms: [alarm] = [] } = await cloudwatch.send(
        new DescribeAlarmsCommand({ AlarmNames: ['busy'] }),
      )
      return alarm?.StateValue
    }
    expect(await state()).toBe('OK')
    const startedAt = cloud.now()
    expect(startedAt % minuteMs).toBe(0)
    await runIn(id, 'stress -c 2 -t 300')
    await cloud.advance('1m')
    expect(await state()).toBe('OK')
    await cloud.advance('1m')
    expect(await state()).toBe('ALARM')
    await cloud.advance('5m')
    expect(await state()).toBe('OK')
    const { AlarmHistoryItems: [recovered, fired] = [] } = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'busy', HistoryItemType: 'StateUpdate' }),
    )
    expect(fired).toMatchObject({
      HistorySummary: 'Alarm updated from OK to ALARM',
      Timestamp: new Date(startedAt + 2 * minuteMs),
    })
    expect(recovered).toMatchObject({
      HistorySummary: 'Alarm updated from ALARM to OK',
      Timestamp: new Date(startedAt + 6 * minuteMs),
    })
  })
})

describe('actions on instances', () => {
  it('stop what idles, and terminate by the name that the console once wrote', async () => {
    const id = await launch()
    const put = (AlarmName: string, action: string) =>
      cloudwatch.send(
        new PutMetricAlarmCommand({
          AlarmName,
          Namespace: 'AWS/EC2',
          MetricName: 'CPUUtilization',
          Dimensions: [{ Name: 'InstanceId', Value: id }],
          Statistic: 'Average',
          Period: 300,
          EvaluationPeriods: 1,
          Threshold: 5,
          ComparisonOperator: 'LessThanThreshold',
          AlarmActions: [action],
        }),
      )
    const state = async () => {
      const { Reservations: [reservation] = [] } = await ec2.send(
        new DescribeInstancesCommand({ InstanceIds: [id] }),
      )
      return reservation?.Instances?.[0]?.State?.Name
    }
    await put('idle', `arn:aws:automate:${place.region}:ec2:stop`)
    await cloud.advance('10m')
    expect(await state()).toBe('stopped')
    const terminate = `arn:aws:swf:${place.region}:${place.account}:action/actions/AWS_EC2.InstanceId.Terminate/1.0`
    await put('gone', terminate)
    const drill = { StateValue: 'ALARM', StateReason: 'drill' } as const
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'gone', ...drill }))
    expect(await state()).toBe('terminated')
    await cloud.advance('2h')
    // What is no longer there fails, and says so.
    await cloudwatch.send(new SetAlarmStateCommand({ AlarmName: 'gone', ...drill }))
    const { AlarmHistoryItems: [last] = [] } = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'gone', HistoryItemType: 'Action' }),
    )
    expect(last?.HistorySummary).toBe(
      `Failed to execute action ${terminate}. Received error: "The instance ID '${id}' does not exist"`,
    )
  })
})

describe('what an instance tells', () => {
  it('comes every five minutes, and every minute once it is monitored in detail', async () => {
    const id = await launch()
    await cloud.advance(5 * minuteMs - (cloud.now() % (5 * minuteMs)))
    const begin = cloud.now()
    await cloud.advance('10m')
    const basic = points('CPUUtilization', ofInstance(id), begin)
    expect(basic.map(({ at }) => at - begin)).toEqual([0, 5 * minuteMs])
    expect(points('StatusCheckFailed', ofInstance(id), begin)).toHaveLength(10)
    const names = cloud.engine.transact(place, ({ host }) =>
      host.metrics.list(place, { dimensions: ofInstance(id), namespace: 'AWS/EC2' }),
    )
    expect(names.map(({ metricName }) => metricName)).toEqual([
      'CPUCreditBalance',
      'CPUCreditUsage',
      'CPUSurplusCreditBalance',
      'CPUSurplusCreditsCharged',
      'CPUUtilization',
      'EBSReadBytes',
      'EBSReadOps',
      'EBSWriteBytes',
      'EBSWriteOps',
      'MetadataNoToken',
      'MetadataNoTokenRejected',
      'NetworkIn',
      'NetworkOut',
      'NetworkPacketsIn',
      'NetworkPacketsOut',
      'StatusCheckFailed',
      'StatusCheckFailed_AttachedEBS',
      'StatusCheckFailed_Instance',
      'StatusCheckFailed_System',
    ])
    await runIn(id, 'curl -s http://169.254.169.254/latest/meta-data/')
    await ec2.send(new MonitorInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('1m')
    const detailedFrom = cloud.now()
    await cloud.advance('5m')
    expect(points('CPUUtilization', ofInstance(id), detailedFrom)).toHaveLength(5)
    const rejected = points('MetadataNoTokenRejected', ofInstance(id), begin)
    expect(rejected.reduce((sum, each) => sum + each.sum, 0)).toBe(1)
    const type = [{ name: 'InstanceType', value: 't3.micro' }]
    expect(points('CPUUtilization', type, detailedFrom)).toHaveLength(5)
    const { Reservations: [reservation] = [] } = await ec2.send(
      new DescribeInstancesCommand({ InstanceIds: [id] }),
    )
    const volume = reservation?.Instances?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? ''
    const ofVolume = [{ name: 'VolumeId', value: volume }]
    expect(points('VolumeIdleTime', ofVolume, begin, 'AWS/EBS')[0]?.sum).toBeGreaterThan(290)
    await ec2.send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('2m')
    const stoppedAt = cloud.now()
    await cloud.advance('10m')
    expect(points('StatusCheckFailed', ofInstance(id), stoppedAt)).toEqual([])
  })

  it('says which check fails, and a recovery mends the system', async () => {
    const id = await launch()
    const impair = (what: 'impairedSince' | 'systemImpairedSince') =>
      cloud.engine.transact(place, (ctx) => {
        const instance = ctx.db.get(instances, id)
        if (instance) ctx.db.put(instances, { ...instance, [what]: ctx.now })
      })
    const failed = (name: string) => points(name, ofInstance(id), cloud.now() - minuteMs)[0]?.sum
    await cloudwatch.send(
      new PutMetricAlarmCommand({
        AlarmName: 'recover',
        Namespace: 'AWS/EC2',
        MetricName: 'StatusCheckFailed_System',
        Dimensions: [{ Name: 'InstanceId', Value: id }],
        Statistic: 'Maximum',
        Period: 60,
        EvaluationPeriods: 2,
        Threshold: 1,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
        AlarmActions: [`arn:aws:automate:${place.region}:ec2:recover`],
      }),
    )
    await cloud.advance('1m')
    impair('systemImpairedSince')
    const { InstanceStatuses: [status] = [] } = await ec2.send(
      new DescribeInstanceStatusCommand({ InstanceIds: [id] }),
    )
    expect(status?.SystemStatus?.Status).toBe('impaired')
    await cloud.advance('1m')
    expect(failed('StatusCheckFailed_System')).toBe(1)
    expect(failed('StatusCheckFailed_Instance')).toBe(0)
    expect(failed('StatusCheckFailed')).toBe(1)
    await cloud.advance('1m')
    const { AlarmHistoryItems: [ran] = [] } = await cloudwatch.send(
      new DescribeAlarmHistoryCommand({ AlarmName: 'recover', HistoryItemType: 'Action' }),
    )
    expect(ran?.HistorySummary).toBe(
      `Successfully executed action arn:aws:automate:${place.region}:ec2:recover`,
    )
    await cloud.advance('1m')
    expect(failed('StatusCheckFailed_System')).toBe(0)
  })
})
