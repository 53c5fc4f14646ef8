import {
  CreateAutoScalingGroupCommand,
  EnableMetricsCollectionCommand,
  PutScalingPolicyCommand,
  PutScheduledUpdateGroupActionCommand,
  SetDesiredCapacityCommand,
} from '@aws-sdk/client-auto-scaling'
import { CreateLaunchTemplateCommand } from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import { echoDriver } from '../src/testing/echo-driver.ts'
import type { Row } from './instances.bench.ts'

const groups = 1_000
const instances = 10

/** How fast an account's time passes with many groups, and for long with one that lives. */
export async function run(): Promise<Row[]> {
  return [...(await manyGroups()), await oneGroup()]
}

/** A thousand groups of ten: what making them costs, an hour in which nothing happens, and one in which all of them change. */
async function manyGroups(): Promise<Row[]> {
  const cloud = await startTestCloud({ driver: echoDriver })
  try {
    await makeTemplate(cloud)
    const scaling = cloud.autoScaling()
    const create = await timed('Make 1,000 groups of 10 instances', async () => {
      for (let index = 0; index < groups; index += 1) {
        await scaling.send(
          new CreateAutoScalingGroupCommand({
            AutoScalingGroupName: `group-${index}`,
            LaunchTemplate: { LaunchTemplateName: 'web' },
            MinSize: 0,
            MaxSize: 20,
            DesiredCapacity: instances,
            AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2b', 'ap-northeast-2c'],
          }),
        )
      }
    })
    const begin = await timed('… until all 10,000 serve', () => cloud.advance('1m'))
    const still = await timed('An hour of them at rest', () => cloud.advance('1h'))
    const busy = await timed(
      'An hour in which each loses two instances and gets them back',
      async () => {
        for (const desired of [instances - 2, instances]) {
          for (let index = 0; index < groups; index += 1) {
            await scaling.send(
              new SetDesiredCapacityCommand({
                AutoScalingGroupName: `group-${index}`,
                DesiredCapacity: desired,
              }),
            )
          }
          await cloud.advance('30m')
        }
      },
    )
    return [create, begin, still, { ...busy, note: `${busy.note}; target of the hour ≤ 30,000` }]
  } finally {
    await cloud.close()
  }
}

/** Ten instances for a week, more on weekdays, with target tracking and metrics. */
async function oneGroup(): Promise<Row> {
  const cloud = await startTestCloud()
  try {
    await makeTemplate(cloud)
    const scaling = cloud.autoScaling()
    const AutoScalingGroupName = 'web'
    await scaling.send(
      new CreateAutoScalingGroupCommand({
        AutoScalingGroupName,
        LaunchTemplate: { LaunchTemplateName: 'web' },
        MinSize: 1,
        MaxSize: 12,
        DesiredCapacity: instances,
        AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2b'],
      }),
    )
    await scaling.send(
      new EnableMetricsCollectionCommand({ AutoScalingGroupName, Granularity: '1Minute' }),
    )
    await scaling.send(
      new PutScalingPolicyCommand({
        AutoScalingGroupName,
        PolicyName: 'half-busy',
        PolicyType: 'TargetTrackingScaling',
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
          TargetValue: 50,
          DisableScaleIn: true,
        },
      }),
    )
    for (const [ScheduledActionName, Recurrence, DesiredCapacity] of [
      ['open', '0 9 * * MON-FRI', instances],
      ['close', '0 19 * * MON-FRI', 8],
    ] as const) {
      await scaling.send(
        new PutScheduledUpdateGroupActionCommand({
          AutoScalingGroupName,
          ScheduledActionName,
          Recurrence,
          TimeZone: 'Asia/Seoul',
          DesiredCapacity,
        }),
      )
    }
    await cloud.advance('1h')
    const week = await timed(
      'A week of a group of 10, with schedules, target tracking and metrics',
      () => cloud.advance('7d'),
    )
    return { ...week, note: `${week.note}; target ≤ 5,000` }
  } finally {
    await cloud.close()
  }
}

async function makeTemplate(cloud: TestCloud): Promise<void> {
  await cloud.ec2().send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: amazonLinux, InstanceType: 't3.nano' },
    }),
  )
}

async function timed(name: string, act: () => Promise<void>): Promise<Row> {
  const before = process.cpuUsage()
  const startedMs = performance.now()
  await act()
  const wallMs = performance.now() - startedMs
  const { user, system } = process.cpuUsage(before)
  return {
    name,
    value: wallMs,
    unit: 'ms',
    note: `processor time ${Math.round((user + system) / 1000)} ms`,
  }
}
