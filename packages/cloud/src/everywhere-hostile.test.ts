import * as scaling from '@aws-sdk/client-auto-scaling'
import * as watching from '@aws-sdk/client-cloudwatch'
import * as balancing from '@aws-sdk/client-elastic-load-balancing-v2'
import { randomInputs } from '@brume/aws-wire/random-input'
import type { TestCloud, Who } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registry } from './services/registry.ts'
import { forward, gone, startBalancing } from './testing/balancing.ts'
import { callerOf, type Caller, type Service } from './testing/everywhere/caller.ts'
import { groupImage } from './testing/scaling-group.ts'
import { CreateLaunchTemplateCommand } from '@aws-sdk/client-ec2'

/**
 * Every operation of load balancing, Auto Scaling and CloudWatch against inputs that are half sense and half nonsense: whatever is
 * asked, the answer is AWS's own yes or no, who only reads changes nothing, and nobody sees what is another's.
 */
const rounds = Number(process.env.BRUME_HOSTILE_ROUNDS ?? 6)
const account = '123456789012'
const services = ['elastic-load-balancing-v2', 'auto-scaling', 'cloudwatch'] as const
type Name = (typeof services)[number]

let cloud: TestCloud
const known: Record<string, readonly string[]> = {}

const serviceOf = (name: Name, who: Who): Service => {
  switch (name) {
    case 'elastic-load-balancing-v2':
      return { sdk: balancing, client: cloud.elbv2(who) }
    case 'auto-scaling':
      return { sdk: scaling, client: cloud.autoScaling(who) }
    case 'cloudwatch':
      return { sdk: watching, client: cloud.cloudwatch(who) }
  }
}

beforeAll(async () => {
  const world = await startBalancing()
  ;({ cloud } = world)
  const { LoadBalancerArn = '' } = await world.balancer({ Name: 'shop' })
  const { TargetGroupArn = '' } = await world.targetGroup({ Name: 'servers' })
  const { ListenerArn = '' } = await world.listener({
    LoadBalancerArn,
    DefaultActions: [forward(TargetGroupArn)],
  })
  const { Rules } = await world.client.send(
    new balancing.CreateRuleCommand({
      ListenerArn,
      Priority: 7,
      Conditions: [{ Field: 'path-pattern', Values: ['/a'] }],
      Actions: [gone],
    }),
  )
  const group = cloud.autoScaling()
  await world.network.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'web',
      LaunchTemplateData: { ImageId: groupImage, InstanceType: 't3.micro' },
    }),
  )
  await group.send(
    new scaling.CreateAutoScalingGroupCommand({
      AutoScalingGroupName: 'web',
      MinSize: 0,
      MaxSize: 3,
      DesiredCapacity: 1,
      LaunchTemplate: { LaunchTemplateName: 'web' },
      VPCZoneIdentifier: world.subnets.slice(0, 2).join(','),
      TargetGroupARNs: [TargetGroupArn],
    }),
  )
  const { PolicyARN = '' } = await group.send(
    new scaling.PutScalingPolicyCommand({
      AutoScalingGroupName: 'web',
      PolicyName: 'grow',
      AdjustmentType: 'ChangeInCapacity',
      ScalingAdjustment: 1,
    }),
  )
  await cloud.cloudwatch().send(
    new watching.PutMetricAlarmCommand({
      AlarmName: 'busy',
      Namespace: 'Shop',
      MetricName: 'queue',
      Statistic: 'Sum',
      Period: 60,
      EvaluationPeriods: 1,
      Threshold: 1,
      ComparisonOperator: 'GreaterThanThreshold',
    }),
  )
  await cloud.advance('1m')
  Object.assign(known, {
    ...{ LoadBalancerArn: [LoadBalancerArn], TargetGroupArn: [TargetGroupArn] },
    ...{ ListenerArn: [ListenerArn], RuleArn: [Rules?.[0]?.RuleArn ?? ''] },
    ...{ AutoScalingGroupName: ['web'], PolicyName: ['grow', PolicyARN], AlarmName: ['busy'] },
    ...{ SubnetId: world.subnets, VpcId: [world.vpcId], VPCZoneIdentifier: world.subnets },
    ...{ LaunchTemplateName: ['web'], Version: ['$Latest', '1', '9'], ImageId: [groupImage] },
    ...{
      ResourceARN: [LoadBalancerArn],
      ResourceId: ['web'],
      ResourceType: ['auto-scaling-group'],
    },
    ...{ Type: ['forward', 'application', 'network'], Field: ['path-pattern', 'host-header'] },
    ...{ Protocol: ['HTTP', 'HTTPS', 'TCP'], Priority: ['7'], Port: ['80', 'traffic-port'] },
    ...{ PolicyType: ['SimpleScaling', 'StepScaling', 'TargetTrackingScaling'] },
    ...{ AdjustmentType: ['ChangeInCapacity', 'ExactCapacity'], Recurrence: ['0 9 * * *', '* *'] },
    ...{ Namespace: ['Shop', 'AWS/EC2'], MetricName: ['queue'], Statistic: ['Sum'], Stat: ['p99'] },
    ...{ ComparisonOperator: ['LessThanThreshold'], Unit: ['Count', 'None'], Id: ['m1', 'e2'] },
    ...{ AlarmRule: ['ALARM(busy)', 'ALARM(busy'], Expression: ['m1+1', 'SUM(', 'METRICS()'] },
    ...{ DashboardBody: ['{"widgets":[]}', '{'], NextToken: ['a'], Marker: ['a'] },
  })
}, 60_000)
afterAll(() => cloud.close())

const reads = /^(Describe|Get|List)/

/** Half of the time what a member of this name may be; else anything. */
function word(member: string, random: () => number): string | undefined {
  const of = known[member] ?? known[member.replace(/ARN$/, 'Arn')] ?? known[`${member}Name`]
  return of && random() < 0.75 ? of[Math.floor(random() * of.length)] : undefined
}

describe.each(services)('%s', (name) => {
  const operations = [...registry[name].keys()]
  let here: Caller
  beforeAll(() => {
    here = callerOf([serviceOf(name, {})])
  })
  const inputsOf = (seed: number) => randomInputs(name, seed, word)

  it('has an answer of AWS to whatever it is asked, and changes nothing by reading', async () => {
    const wrong: string[] = []
    const counts = { yes: 0, no: 0 }
    for (let seed = 1; seed <= rounds; seed += 1) {
      const input = await inputsOf(seed)
      for (const operation of operations) {
        const asked = input(operation)
        const { version } = cloud.engine.world(account)
        let { error } = await here.attempt(operation, asked)
        if (reads.test(operation) && cloud.engine.world(account).version !== version) {
          // What a call before has set going (a guest, a probe) may write meanwhile: asked again when all rests.
          await cloud.advance('0s')
          const rested = cloud.engine.world(account).version
          ;({ error } = await here.attempt(operation, asked))
          if (cloud.engine.world(account).version !== rested)
            wrong.push(`${operation} wrote something`)
        }
        const said = `${operation} ${JSON.stringify(asked)}: ${error?.code} ${error?.message}`
        if (error && error.status >= 500 && error.status !== 501) wrong.push(said)
        counts[error ? 'no' : 'yes'] += 1
      }
    }
    expect(wrong).toEqual([])
    expect(counts.yes).toBeGreaterThan(operations.length / 3)
    expect(counts.no).toBeGreaterThan(operations.length / 3)
  })

  it('shows nobody what is another’s, in another account or Region', async () => {
    const others = [
      callerOf([serviceOf(name, { account: '520000000000' })]),
      callerOf([serviceOf(name, { region: 'us-east-1' })]),
    ]
    const own = Object.values(known)
      .flat()
      .filter((text) => text.startsWith('arn:'))
    const shown: string[] = []
    const input = await inputsOf(99)
    for (const operation of operations.filter((each) => reads.test(each))) {
      for (const caller of others) {
        for (const asked of [{}, input(operation)]) {
          const { output } = await caller.attempt(operation, asked)
          const told = JSON.stringify(output ?? {})
          if (own.some((arn) => told.includes(arn))) shown.push(operation)
        }
      }
    }
    expect(shown).toEqual([])
  })
})
