import {
  AttachInstancesCommand,
  AutoScalingServiceException,
  CompleteLifecycleActionCommand,
  CreateAutoScalingGroupCommand,
  DeleteAutoScalingGroupCommand,
  DeleteLifecycleHookCommand,
  DetachInstancesCommand,
  EnterStandbyCommand,
  ExitStandbyCommand,
  PutLifecycleHookCommand,
  ResumeProcessesCommand,
  SetDesiredCapacityCommand,
  SetInstanceHealthCommand,
  SetInstanceProtectionCommand,
  SuspendProcessesCommand,
  TerminateInstanceInAutoScalingGroupCommand,
  UpdateAutoScalingGroupCommand,
  type AutoScalingClient,
} from '@aws-sdk/client-auto-scaling'
import {
  CreateLaunchTemplateCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  EC2ServiceException,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../../catalogue/images.ts'
import { echoDriver } from '../../testing/echo-driver.ts'
import { instances } from '../ec2/instances/instance.ts'
import { activities } from './activities/activity.ts'
import { groups, type GroupRecord } from './groups/group.ts'
import { processNames } from './groups/processes.ts'
import { counts, members, type MemberRecord } from './instances/member.ts'

/** `BRUME_PROPERTY_RUNS=500 vitest run …` looks longer; a failure prints its seed and the shortest life. */
const numRuns = Number(process.env['BRUME_PROPERTY_RUNS'] ?? 6)
const account = '571000000000'
const region = 'ap-northeast-2'
const AutoScalingGroupName = 'life'
const ImageId = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

let cloud: TestCloud
let ec2: EC2Client
let scaling: AutoScalingClient
let subnets: readonly string[]
beforeAll(async () => {
  cloud = await startTestCloud({ driver: echoDriver })
  ec2 = cloud.ec2({ account, region })
  scaling = cloud.autoScaling({ account, region })
})
afterAll(() => cloud.close())

const db = () => cloud.engine.read({ account, region })
const group = (): GroupRecord | undefined => db().get(groups, AutoScalingGroupName)
const all = (): readonly MemberRecord[] => db().by(members, 'group', AutoScalingGroupName)

/** Three zones; the last one holds eleven instances, and others stand in it. */
async function begin(): Promise<void> {
  cloud.reset(account)
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }))
  const made = await Promise.all(
    ['10.0.0.0/24', '10.0.1.0/24', '10.0.2.0/28'].map((CidrBlock, index) =>
      ec2.send(
        new CreateSubnetCommand({
          VpcId: Vpc?.VpcId,
          CidrBlock,
          AvailabilityZone: `${region}${'abc'[index]}`,
        }),
      ),
    ),
  )
  subnets = made.map(({ Subnet }) => Subnet?.SubnetId ?? '')
  await ec2.send(
    new CreateLaunchTemplateCommand({
      LaunchTemplateName: 'life',
      LaunchTemplateData: { ImageId, InstanceType: 't3.micro' },
    }),
  )
  await run(9, 2)
  await scaling.send(
    new CreateAutoScalingGroupCommand({
      AutoScalingGroupName,
      MinSize: 1,
      MaxSize: 8,
      DesiredCapacity: 3,
      LaunchTemplate: { LaunchTemplateName: 'life' },
      VPCZoneIdentifier: subnets.slice(0, 2).join(','),
    }),
  )
}

async function run(count: number, subnet: number): Promise<readonly string[]> {
  const { Instances = [] } = await ec2.send(
    new RunInstancesCommand({
      ImageId,
      InstanceType: 't3.micro',
      MinCount: count,
      MaxCount: count,
      SubnetId: subnets[subnet],
    }),
  )
  await cloud.advance(account, '10s')
  return Instances.map(({ InstanceId = '' }) => InstanceId)
}

type Step = readonly [action: number, choice: number, n: number]

/** What can happen to a group; whether it can happen now is for the cloud to say. */
const actions: readonly ((id: string, n: number) => Promise<unknown>)[] = [
  (_, n) =>
    scaling.send(new SetDesiredCapacityCommand({ AutoScalingGroupName, DesiredCapacity: n % 9 })),
  (_, n) =>
    scaling.send(
      new UpdateAutoScalingGroupCommand({
        AutoScalingGroupName,
        MinSize: n % 3,
        MaxSize: 3 + (n % 6),
        VPCZoneIdentifier: n % 4 === 0 ? subnets.join(',') : undefined,
        NewInstancesProtectedFromScaleIn: n % 7 === 0,
        TerminationPolicies: [n % 2 === 0 ? 'Default' : 'NewestInstance'],
      }),
    ),
  (id) => ec2.send(new TerminateInstancesCommand({ InstanceIds: [id] })),
  (id) => ec2.send(new StopInstancesCommand({ InstanceIds: [id] })),
  async (_, n) =>
    scaling.send(
      new AttachInstancesCommand({
        AutoScalingGroupName,
        InstanceIds: [...(await run(1, n % 2))],
      }),
    ),
  (id, n) =>
    scaling.send(
      new DetachInstancesCommand({
        AutoScalingGroupName,
        InstanceIds: [id],
        ShouldDecrementDesiredCapacity: n % 2 === 0,
      }),
    ),
  (id, n) =>
    scaling.send(
      new EnterStandbyCommand({
        AutoScalingGroupName,
        InstanceIds: [id],
        ShouldDecrementDesiredCapacity: n % 2 === 0,
      }),
    ),
  () => {
    const InstanceIds = all().flatMap((each) => (each.lifecycleState === 'Standby' ? each.id : []))
    return scaling.send(new ExitStandbyCommand({ AutoScalingGroupName, InstanceIds }))
  },
  (id, n) =>
    scaling.send(
      new SetInstanceProtectionCommand({
        AutoScalingGroupName,
        InstanceIds: [id],
        ProtectedFromScaleIn: n % 2 === 0,
      }),
    ),
  (_, n) =>
    scaling.send(
      new SuspendProcessesCommand({
        AutoScalingGroupName,
        ScalingProcesses: [processNames[n % processNames.length] ?? ''],
      }),
    ),
  () => scaling.send(new ResumeProcessesCommand({ AutoScalingGroupName })),
  (_, n) =>
    scaling.send(
      new PutLifecycleHookCommand({
        AutoScalingGroupName,
        LifecycleHookName: `hook${n % 2}`,
        LifecycleTransition: `autoscaling:EC2_INSTANCE_${n % 2 ? 'LAUNCHING' : 'TERMINATING'}`,
        HeartbeatTimeout: 60,
        DefaultResult: n % 3 === 0 ? 'ABANDON' : 'CONTINUE',
      }),
    ),
  (id, n) =>
    scaling.send(
      new CompleteLifecycleActionCommand({
        AutoScalingGroupName,
        LifecycleHookName: `hook${n % 2}`,
        InstanceId: id,
        LifecycleActionResult: n % 3 === 0 ? 'ABANDON' : 'CONTINUE',
      }),
    ),
  (_, n) =>
    scaling.send(
      new DeleteLifecycleHookCommand({ AutoScalingGroupName, LifecycleHookName: `hook${n % 2}` }),
    ),
  (id, n) =>
    scaling.send(
      new TerminateInstanceInAutoScalingGroupCommand({
        InstanceId: id,
        ShouldDecrementDesiredCapacity: n % 2 === 0,
      }),
    ),
  (_, n) => {
    const kind = 'zone-outage'
    cloud.removeFaults(account)
    if (n % 2 === 0) cloud.fault({ kind, account, region, zone: `${region}${'abc'[n % 3]}` })
    return Promise.resolve()
  },
  (id) => scaling.send(new SetInstanceHealthCommand({ InstanceId: id, HealthStatus: 'Unhealthy' })),
]

async function play([action, choice, n]: Step): Promise<void> {
  const known = all()
  const id = known[choice % Math.max(1, known.length)]?.id ?? 'i-00000000000000000'
  try {
    await actions[action]?.(id, n)
  } catch (error) {
    const refused =
      error instanceof AutoScalingServiceException || error instanceof EC2ServiceException
    // EC2 calls it its own fault that a zone is away.
    const noRoom = refused && error.name === 'InsufficientInstanceCapacity'
    if (!refused || (error.$fault === 'server' && !noRoom)) throw error
  }
  if (n % 3 > 0) await cloud.advance(account, `${n}s`)
}

/** What is wrong whatever is under way. */
function broken(): readonly string[] {
  const of = group()
  const found: string[] = []
  if (!of) return ['the group is lost']
  const { minSize, maxSize, desiredCapacity: desired } = of
  if (desired < minSize || desired > maxSize) found.push(`${desired} of ${minSize} to ${maxSize}`)
  const serving = all().filter((each) => counts(each) && each.lifecycleState === 'InService')
  if (of.suspended.Terminate === undefined && serving.length > maxSize + 1) {
    const free = serving.filter((each) => !each.protectedFromScaleIn)
    if (free.length > 0) found.push(`${serving.length} serve of at most ${maxSize}`)
  }
  const ids = new Set(all().map(({ id }) => id))
  for (const { id, tags, state } of db().all(instances)) {
    const own = tags.some(({ Key }) => Key === 'aws:autoscaling:groupName')
    if (own && state !== 'terminated' && !ids.has(id)) found.push(`${id} is ${state} and nobody's`)
  }
  return [...found, ...unexplained(ids)]
}

/** Whoever came or went without a word in the history. */
function unexplained(ids: ReadonlySet<string>): readonly string[] {
  const told = new Map<string, string[]>()
  for (const { instanceId = '', description, statusCode } of db().all(activities)) {
    const kind = `${description.split(' ', 1)[0]}${statusCode === 'Cancelled' ? ' cancelled' : ''}`
    told.set(instanceId, [...(told.get(instanceId) ?? []), kind])
  }
  const came = [...ids].filter(
    (id) => !told.get(id)?.some((kind) => /^(Launching|Attaching)/.test(kind)),
  )
  const went = [...told.keys()].filter(
    (id) =>
      id !== '' &&
      !ids.has(id) &&
      !told.get(id)?.some((kind) => /^(Terminating|Detaching|\w+ cancelled)/.test(kind)),
  )
  return [...came.map((id) => `${id} came unseen`), ...went.map((id) => `${id} went unseen`)]
}

/** Lets a group come to rest, with nothing left that holds it up. */
async function rest(): Promise<void> {
  cloud.removeFaults(account)
  await scaling.send(new ResumeProcessesCommand({ AutoScalingGroupName }))
  await scaling.send(
    new UpdateAutoScalingGroupCommand({
      AutoScalingGroupName,
      NewInstancesProtectedFromScaleIn: false,
    }),
  )
  for (let turn = 0; turn < 3; turn++) {
    const InstanceIds = all().flatMap((each) => (each.protectedFromScaleIn ? each.id : []))
    if (InstanceIds.length > 0) {
      await play([8, 0, 1])
      for (const id of InstanceIds) await actions[8]?.(id, 1).catch(() => undefined)
    }
    await actions[13]?.('', turn).catch(() => undefined)
    await cloud.advance(account, '40m')
  }
}

/** What must hold when nothing is under way: the capacity, and as many in one zone as in another. */
function unrest(): readonly string[] {
  const of = group()
  const found: string[] = []
  const serving = all().filter(({ lifecycleState }) => lifecycleState !== 'Standby')
  for (const { id, lifecycleState, healthStatus } of serving) {
    if (lifecycleState !== 'InService') found.push(`${id} is ${lifecycleState}`)
    if (healthStatus !== 'Healthy') found.push(`${id} is ${healthStatus}`)
    if (db().get(instances, id)?.state !== 'running') found.push(`${id} does not run`)
  }
  if (serving.length !== of?.desiredCapacity) {
    found.push(`${serving.length} serve of ${of?.desiredCapacity}`)
  }
  const sizes = (of?.zones ?? []).map(
    (zone) => serving.filter(({ availabilityZone }) => availabilityZone === zone).length,
  )
  // The last zone has room for two.
  const [one = 0, other = 0, small] = sizes
  if (Math.abs(one - other) > 1) found.push(`zones hold ${sizes.join(', ')}`)
  if (small !== undefined && small < Math.min(2, one, other) - 1)
    found.push(`of zones ${sizes.join()}`)
  return found
}

const step: fc.Arbitrary<Step> = fc.tuple(fc.nat(actions.length - 1), fc.nat(9), fc.nat(60))

it('a group keeps to its word whatever happens to it', { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await begin()
      for (const each of steps) {
        await play(each)
        expect(broken(), JSON.stringify(each)).toEqual([])
      }
      await rest()
      expect([...broken(), ...unrest()]).toEqual([])
      await scaling.send(
        new DeleteAutoScalingGroupCommand({ AutoScalingGroupName, ForceDelete: true }),
      )
      await cloud.advance(account, '5m')
      expect(group()).toBeUndefined()
      expect(all()).toEqual([])
      expect(unexplained(new Set())).toEqual([])
    }),
    { numRuns },
  )
})
