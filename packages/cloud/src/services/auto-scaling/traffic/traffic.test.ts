import {
  AttachLoadBalancerTargetGroupsCommand,
  AttachTrafficSourcesCommand,
  CreateAutoScalingGroupCommand,
  DescribeAutoScalingGroupsCommand,
  DescribeLoadBalancerTargetGroupsCommand,
  DescribeScalingActivitiesCommand,
  DescribeTrafficSourcesCommand,
  DetachLoadBalancerTargetGroupsCommand,
  SetDesiredCapacityCommand,
  type AutoScalingClient,
} from '@aws-sdk/client-auto-scaling'
import { CreateLaunchTemplateCommand, DescribeSubnetsCommand } from '@aws-sdk/client-ec2'
import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2'
import { startTestCloud, type Duration, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { catalogueImageId } from '../../../catalogue/images.ts'
import { echoDriver } from '../../../testing/echo-driver.ts'
import { reportProbe } from '../../elastic-load-balancing-v2/targets/target-health.ts'
import { targets, type TargetHealth } from '../../elastic-load-balancing-v2/targets/target.ts'

let cloud: TestCloud
let scaling: AutoScalingClient
let elb: ElasticLoadBalancingV2Client
let account = 453_000_000_000
let TargetGroupArn: string
const AutoScalingGroupName = 'web'
const place = () => ({ account: String(account), region: 'ap-northeast-2' })
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
})
afterAll(() => cloud.close())
beforeEach(async () => {
  const who = { account: String(++account) }
  const ec2 = cloud.ec2(who)
  scaling = cloud.autoScaling(who)
  elb = cloud.elbv2(who)
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: {
        ImageId: catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', 'ap-northeast-2'),
        InstanceType: 't3.micro',
      },
    }),
  )
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}))
  const made = await elb.send(
    new CreateTargetGroupCommand({
      Name: 'web',
      Protocol: 'HTTP',
      Port: 80,
      VpcId: Subnets[0]?.VpcId,
      // Nothing listens in these guests: the tests say what a probe finds.
      HealthCheckIntervalSeconds: 300,
      UnhealthyThresholdCount: 10,
    }),
  )
  TargetGroupArn = made.TargetGroups?.[0]?.TargetGroupArn ?? ''
  const balancer = await elb.send(
    new CreateLoadBalancerCommand({
      Name: 'web',
      Subnets: Subnets.map(({ SubnetId = '' }) => SubnetId),
    }),
  )
  await elb.send(
    new CreateListenerCommand({
      LoadBalancerArn: balancer.LoadBalancers?.[0]?.LoadBalancerArn,
      Protocol: 'HTTP',
      Port: 80,
      DefaultActions: [{ Type: 'forward', TargetGroupArn }],
    }),
  )
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 0,
      MaxSize: 4,
      DesiredCapacity: 2,
      LaunchTemplate: { LaunchTemplateName: 'web' },
      AvailabilityZones: ['ap-northeast-2a', 'ap-northeast-2b'],
      TargetGroupARNs: [TargetGroupArn],
      HealthCheckType: 'ELB',
      HealthCheckGracePeriod: 120,
    }),
  )
})

const advance = (by: Duration) => cloud.advance(String(account), by)
async function instances() {
  const found = await scaling.send(new DescribeAutoScalingGroupsCommand({}))
  return found.AutoScalingGroups?.[0]?.Instances ?? []
}
const states = async () => (await instances()).map(({ LifecycleState }) => LifecycleState)
async function registered() {
  const found = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn }))
  return (found.TargetHealthDescriptions ?? []).map(({ Target }) => Target?.Id)
}
async function state() {
  const found = await scaling.send(
    new DescribeLoadBalancerTargetGroupsCommand({ AutoScalingGroupName }),
  )
  return found.LoadBalancerTargetGroups?.map(({ State }) => State)
}
async function lastActivity() {
  const found = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))
  return found.Activities?.[0]
}
/** What a probe of the instance would have found. */
function probe(id: string | undefined, health: TargetHealth): void {
  const [target] = cloud.engine.read(place()).by(targets, 'target', id ?? '')
  cloud.engine.transact(place(), (ctx) => reportProbe(ctx, target?.id ?? '', health))
}

it('reaches those that serve, until they have drained', async () => {
  expect(await registered()).toEqual([])
  await advance('8s')
  const [first, second] = (await instances()).map(({ InstanceId }) => InstanceId)
  expect((await registered()).toSorted()).toEqual([first, second].toSorted())
  expect(await state()).toEqual(['Added'])
  await advance('10m')
  probe(first, { state: 'healthy' })
  probe(second, { state: 'healthy' })
  expect(await state()).toEqual(['InService'])
  await scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: 1 }))
  expect(await states()).toContain('Terminating')
  expect(await lastActivity()).toMatchObject({
    StatusCode: 'WaitingForELBConnectionDraining',
    Progress: 50,
  })
  await advance('299s')
  expect(await states()).toHaveLength(2)
  await advance('12s')
  expect(await states()).toEqual(['InService'])
  expect(await registered()).toHaveLength(1)
})

it('replaces what a load balancer finds unhealthy, once its grace period is over', async () => {
  await advance('30s')
  const [first] = (await instances()).map(({ InstanceId }) => InstanceId)
  probe(first, { state: 'unhealthy', reason: 'Target.FailedHealthChecks' })
  await advance('1m')
  expect(await states()).toEqual(['InService', 'InService'])
  await advance('1m')
  expect((await states()).toSorted()).toEqual(['InService', 'InService', 'Terminating'])
  const found = await scaling.send(new DescribeScalingActivitiesCommand({ AutoScalingGroupName }))
  expect(found.Activities?.map(({ Cause }) => Cause)).toContainEqual(
    'At 2026-01-01T00:02:08Z an instance was taken out of service in response to an ELB system health check failure.',
  )
})

it('is attached and detached', async () => {
  await advance('8s')
  const input = { AutoScalingGroupName, TargetGroupARNs: [TargetGroupArn] }
  await scaling.send(new DetachLoadBalancerTargetGroupsCommand(input))
  expect(await state()).toEqual([])
  await advance('10m')
  expect(await registered()).toEqual([])
  await scaling.send(new AttachLoadBalancerTargetGroupsCommand(input))
  expect(await registered()).toHaveLength(2)
  const sources = await scaling.send(new DescribeTrafficSourcesCommand({ AutoScalingGroupName }))
  expect(sources.TrafficSources).toMatchObject([
    { Identifier: TargetGroupArn, Type: 'elbv2', State: 'Added' },
  ])
  const attach = (Identifier: string, Type?: string) =>
    scaling.send(
      new AttachTrafficSourcesCommand({
        AutoScalingGroupName,
        TrafficSources: [{ Identifier, Type }],
      }),
    )
  await expect(attach('classic', 'elb')).rejects.toMatchObject({
    message: 'A Classic Load Balancer is not supported by the embedded cloud.',
  })
  await expect(attach(`${TargetGroupArn}0`)).rejects.toMatchObject({
    message: 'Provided Target Groups may not be valid. Please ensure they exist and try again.',
  })
})
