import {
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSnapshotCommand,
  CreateTagsCommand,
  CreateVolumeCommand,
  DeleteVolumeCommand,
  DescribeInstancesCommand,
  DescribeInstanceStatusCommand,
  DescribeNetworkInterfacesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeTagsCommand,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  TerminateInstancesCommand,
  type Filter,
} from '@aws-sdk/client-ec2'
import { startTestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createChance } from '@brume/clock'
import { createTable } from '../../engine/table.ts'
import { instanceView } from './instances/instance-view.ts'
import { instances } from './instances/instance.ts'

const cloud = await startTestCloud({ acceptAnyAmi: true })
const ec2 = cloud.ec2()
const chance = createChance('narrow')
const made = { instances: [''], volumes: [''], groups: [''] }

beforeAll(async () => {
  made.instances = []
  made.volumes = []
  made.groups = []
  for (let at = 0; at < 120; at += 1) {
    await step(at)
    askAllIndexes()
  }
  const Tags = [{ Key: 'Name', Value: 'name-1' }]
  await ec2.send(new CreateTagsCommand({ Resources: made.volumes.slice(0, 1), Tags }))
})
afterAll(() => cloud.close())

describe('what is derived from the records', () => {
  it('is what it would be if it were made anew', () => {
    const { partitions } = cloud.engine.world('123456789012')
    let keys = 0
    for (const partition of partitions.values()) {
      for (const table of partition.tables()) {
        const fresh = createTable(table.of, table.entries())
        expect(table.all()).toEqual(fresh.all())
        for (const [name, keysOf] of Object.entries(table.of.indexes)) {
          for (const record of table.all()) {
            for (const key of [keysOf(record) ?? []].flat()) {
              keys += 1
              expect(table.by(name, key), `${table.of.name} by ${name}`).toEqual(
                fresh.by(name, key),
              )
            }
          }
        }
      }
    }
    expect(keys).toBeGreaterThan(500)
  })

  it('describes every instance as it is now', () => {
    const place = { account: '123456789012', region: 'ap-northeast-2' }
    cloud.engine.transact(place, ({ db }) => {
      for (const record of db.all(instances)) {
        const kept = db.view(instanceView, record.id)
        const fresh = instanceView.compute(db, record)
        for (const name of Object.keys(
          Object.getOwnPropertyDescriptors(Object.getPrototypeOf(fresh)),
        )) {
          if (name === 'constructor') continue
          expect(Reflect.get(kept ?? {}, name), name).toEqual(Reflect.get(fresh, name))
        }
      }
    })
  })
})

type Find = () => string | undefined | Promise<string | undefined>

const lists = {
  DescribeInstances: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeInstancesCommand({ Filters }))).Reservations,
  DescribeInstanceStatus: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeInstanceStatusCommand({ Filters }))).InstanceStatuses,
  DescribeVolumes: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeVolumesCommand({ Filters }))).Volumes,
  DescribeSnapshots: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeSnapshotsCommand({ Filters }))).Snapshots,
  DescribeNetworkInterfaces: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeNetworkInterfacesCommand({ Filters }))).NetworkInterfaces,
  DescribeSecurityGroups: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeSecurityGroupsCommand({ Filters }))).SecurityGroups,
  DescribeSecurityGroupRules: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeSecurityGroupRulesCommand({ Filters }))).SecurityGroupRules,
  DescribeTags: async (Filters: Filter[]) =>
    (await ec2.send(new DescribeTagsCommand({ Filters }))).Tags,
}

const cases: readonly (readonly [keyof typeof lists, string, Find])[] = [
  ['DescribeInstances', 'tag:Name', () => 'name-1'],
  ['DescribeInstances', 'instance-id', () => made.instances[3]],
  ['DescribeInstances', 'instance-state-name', () => 'stopped'],
  ['DescribeInstances', 'instance-type', () => 't3.small'],
  ['DescribeInstances', 'group-id', () => made.groups[0]],
  ['DescribeInstances', 'private-ip-address', () => address('PrivateIpAddress')],
  ['DescribeInstances', 'subnet-id', () => address('SubnetId')],
  ['DescribeInstances', 'reservation-id', () => reservation()],
  ['DescribeInstanceStatus', 'instance-state-name', () => 'running'],
  ['DescribeVolumes', 'attachment.instance-id', () => made.instances[4]],
  ['DescribeVolumes', 'status', () => 'available'],
  ['DescribeVolumes', 'volume-id', () => made.volumes.at(-1)],
  ['DescribeVolumes', 'tag:Name', () => 'name-1'],
  ['DescribeSnapshots', 'volume-id', () => made.volumes[0]],
  ['DescribeNetworkInterfaces', 'attachment.instance-id', () => made.instances[5]],
  ['DescribeNetworkInterfaces', 'private-ip-address', () => address('PrivateIpAddress')],
  ['DescribeNetworkInterfaces', 'group-id', () => made.groups[0]],
  ['DescribeSecurityGroups', 'group-id', () => made.groups[0]],
  ['DescribeSecurityGroups', 'group-name', () => 'group-0'],
  ['DescribeSecurityGroupRules', 'group-id', () => made.groups[0]],
  ['DescribeTags', 'resource-id', () => made.instances[6]],
  ['DescribeTags', 'tag:Name', () => 'name-1'],
]

describe('a filter that an index answers', () => {
  it.each(cases)(
    '%s by %s finds what a look at all of them finds',
    async (name, filter, valueOf) => {
      const value = (await valueOf()) ?? ''
      expect(value).not.toBe('')
      const exact = await list(name, [{ Name: filter, Values: [value] }])
      // A wildcard beside it leaves no index to ask.
      const looked = await list(name, [{ Name: filter, Values: [value, '\u0001*'] }])
      expect(exact).toEqual(looked)
      expect(exact.length).toBeGreaterThan(0)
      const two = await list(name, [{ Name: filter, Values: [value, value, 'none'] }])
      expect(two).toEqual(exact)
      expect(await list(name, [{ Name: filter, Values: ['none'] }])).toEqual([])
    },
  )
})

/** An index is made when it is first asked: these shall all live through the changes. */
function askAllIndexes(): void {
  for (const partition of cloud.engine.world('123456789012').partitions.values()) {
    for (const table of partition.tables()) {
      for (const name of Object.keys(table.of.indexes)) table.by(name, '')
    }
  }
}

/** One call that makes, changes or ends something, as chance has it. */
async function step(at: number): Promise<void> {
  const pick = <T>(list: readonly T[]): T | undefined =>
    list[chance.below(Math.max(1, list.length))]
  const tag = { Key: 'Name', Value: `name-${chance.below(3)}` }
  const instance = pick(made.instances)
  const volume = pick(made.volumes)
  const choice = at < 10 ? 0 : chance.below(9)
  if (choice < 2) {
    const { Instances = [] } = await ec2.send(
      new RunInstancesCommand({
        ImageId: 'ami-0123456789abcdef0',
        InstanceType: chance.below(3) === 0 ? 't3.small' : 't3.micro',
        MinCount: 2,
        MaxCount: 2,
        ...(made.groups[0] && chance.below(2) === 0 && { SecurityGroupIds: [made.groups[0]] }),
        TagSpecifications: [{ ResourceType: 'instance', Tags: [tag] }],
      }),
    )
    made.instances.push(...Instances.map(({ InstanceId = '' }) => InstanceId))
  } else if (choice === 2) {
    const { VolumeId = '' } = await ec2.send(
      new CreateVolumeCommand({ AvailabilityZone: 'ap-northeast-2a', Size: 1 }),
    )
    made.volumes.push(VolumeId)
    await cloud.advance('10s')
    await ec2.send(new CreateSnapshotCommand({ VolumeId }))
  } else if (choice === 3 && instance) {
    await ec2.send(
      new CreateTagsCommand({ Resources: [instance, ...(volume ? [volume] : [])], Tags: [tag] }),
    )
  } else if (choice === 4) {
    const GroupName = `group-${made.groups.length}`
    const { GroupId = '' } = await ec2.send(
      new CreateSecurityGroupCommand({ GroupName, Description: 'test' }),
    )
    made.groups.push(GroupId)
    const FromPort = 80
    await ec2.send(
      new AuthorizeSecurityGroupIngressCommand({
        GroupId,
        IpPermissions: [
          { IpProtocol: 'tcp', FromPort, ToPort: FromPort, IpRanges: [{ CidrIp: '0.0.0.0/0' }] },
        ],
      }),
    )
  } else if (choice === 5) await cloud.advance('40s')
  else if (choice === 6 && instance) {
    // Refused for what is not running: then everything stays as it was, indexes included.
    await ec2.send(new StopInstancesCommand({ InstanceIds: [instance] })).catch(() => undefined)
  } else if (choice === 7 && at % 2 && made.instances.length > 8) {
    const InstanceIds = [made.instances.pop() ?? '', 'i-0123456789abcdef0']
    await expect(ec2.send(new TerminateInstancesCommand({ InstanceIds }))).rejects.toThrow('exist')
    await ec2.send(new TerminateInstancesCommand({ InstanceIds: InstanceIds.slice(0, 1) }))
  } else if (choice === 8 && volume) {
    await ec2.send(new DetachVolumeCommand({ VolumeId: volume })).catch(() => undefined)
    if (made.volumes.length > 3) {
      await ec2
        .send(new DeleteVolumeCommand({ VolumeId: made.volumes.pop() }))
        .catch(() => undefined)
    }
  }
}

async function list(name: keyof typeof lists, filters: Filter[]): Promise<readonly object[]> {
  return (await lists[name](filters)) ?? []
}

async function reservation(): Promise<string | undefined> {
  const InstanceIds = made.instances.slice(0, 1)
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  return Reservations[0]?.ReservationId
}

async function address(member: 'PrivateIpAddress' | 'SubnetId'): Promise<string | undefined> {
  const InstanceIds = made.instances.slice(0, 1)
  const { Reservations = [] } = await ec2.send(new DescribeInstancesCommand({ InstanceIds }))
  return Reservations[0]?.Instances?.[0]?.[member]
}
