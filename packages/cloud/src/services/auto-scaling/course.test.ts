import { PutScalingPolicyCommand } from '@aws-sdk/client-auto-scaling'
import {
  CreateImageCommand,
  CreateLaunchTemplateCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { amazonLinux } from '@brume/test-kit/web-server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { furnishScaling, type ScalingGroup } from '../../testing/scaling-group.ts'

/** The course's ninth lesson, with guests that work: load makes the group grow, and after it the group shrinks. */
let cloud: TestCloud
let world: ScalingGroup
const account = '440000000000'
const region = 'ap-northeast-2'
beforeAll(async () => {
  cloud = await startTestCloud()
  world = await furnishScaling(cloud, account)
})
afterAll(() => cloud.close())

/** Begins a line in an instance. */
async function runIn(instanceId: string, line: string): Promise<void> {
  const guest = cloud.engine.transact({ account, region }, ({ host }) =>
    host.findGuest({ account, region, instanceId }),
  )
  if (!guest) throw new Error(`Nothing runs in ${instanceId}`)
  const program = await guest.execute({ user: 'root', argv: ['bash', '-c', line] })
  program.stdout.resume()
  program.stderr.resume()
}

/** How many instances the group's load was measured of, in each of the last so many minutes. */
function measured(minutes: number): readonly number[] {
  const place = { account, region }
  const untilMs = cloud.now(account)
  const range = { fromMs: untilMs - minutes * 60_000, untilMs, periodMs: 60_000 }
  const dimensions = [{ name: 'AutoScalingGroupName', value: 'web' }]
  const metric = { namespace: 'AWS/EC2', metricName: 'CPUUtilization', dimensions }
  const points = cloud.engine.transact(place, ({ host }) => host.metrics.read(place, metric, range))
  return points.map(({ count }) => count)
}

const desired = async () => (await world.group()).DesiredCapacity

it('a group of one’s own image follows the load that its instances are under', async () => {
  const { ec2, scaling, subnets } = world
  const { Instances: [server] = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      UserData: Buffer.from('#!/bin/bash\ndnf install -y httpd stress\n').toString('base64'),
    }),
  )
  await world.advance('5m')
  const { ImageId } = await ec2.send(
    new CreateImageCommand({ InstanceId: server?.InstanceId, Name: 'web', NoReboot: true }),
  )
  await world.advance('10m')
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'own',
      LaunchTemplateData: { ImageId, InstanceType: 't3.micro', Monitoring: { Enabled: true } },
    }),
  )
  await world.create({
    MinSize: 1,
    MaxSize: 3,
    DefaultInstanceWarmup: 120,
    LaunchTemplate: { LaunchTemplateName: 'own' },
    VPCZoneIdentifier: subnets.slice(0, 2).join(','),
  })
  await scaling.send(
    new PutScalingPolicyCommand({
      AutoScalingGroupName: 'web',
      PolicyName: 'half',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingConfiguration: {
        PredefinedMetricSpecification: { PredefinedMetricType: 'ASGAverageCPUUtilization' },
        TargetValue: 50,
      },
    }),
  )
  await world.advance('20m')
  const [first] = await world.instances()
  expect(await desired()).toBe(1)
  await runIn(first?.InstanceId ?? '', 'stress -c 2 -t 1200')
  const seen: unknown[] = []
  for (let minute = 0; minute < 10; minute++) {
    await world.advance('1m')
    seen.push(await desired())
  }
  // After three minutes of load two share it, which is a hair above the half; once the second is measured, a third comes.
  expect(seen).toEqual([1, 1, 2, 2, 2, 2, 3, 3, 3, 3])
  expect(measured(10)).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2])
  expect((await world.history())[1]).toMatchObject({
    StatusCode: 'Successful',
    Cause: expect.stringMatching(
      /a monitor alarm TargetTracking-web-AlarmHigh-[0-9a-f-]{36} in state ALARM triggered policy half changing the desired capacity from 1 to 2\./,
    ),
  })
  // The load ends after twenty minutes, and fifteen quiet ones later one is enough.
  await world.advance('24m')
  expect(await desired()).toBe(3)
  await world.advance('5m')
  expect(await desired()).toBe(1)
  expect((await world.history())[0]?.Cause).toContain('changing the desired capacity from 3 to 1.')
  expect(await world.instances()).toHaveLength(1)
})

it('a server whose guest is killed is replaced, and the history says why', async () => {
  const [first] = await world.instances()
  const killed = first?.InstanceId ?? ''
  cloud.fault({ kind: 'kill-guest', account, region, instanceId: killed })
  await world.advance('15m')
  const serving = await world.instances()
  expect(serving.map(({ LifecycleState }) => LifecycleState)).toEqual(['InService'])
  expect(serving.map(({ InstanceId }) => InstanceId)).not.toContain(killed)
  const causes = (await world.history()).map(({ Cause = '' }) => Cause)
  expect(causes).toContainEqual(expect.stringMatching(/taken out of service in response to an EC2/))
})
