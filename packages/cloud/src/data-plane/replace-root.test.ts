import {
  CreateReplaceRootVolumeTaskCommand,
  CreateSnapshotCommand,
  DescribeInstancesCommand,
  DescribeReplaceRootVolumeTasksCommand,
  DescribeVolumesCommand,
  RunInstancesCommand,
  StopInstancesCommand,
  type CreateReplaceRootVolumeTaskCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'

const place = { account: '123456789012', region: 'us-east-1' }
const image = (key: string) => catalogueImageId(key, place.region)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ region: place.region })
})
afterAll(() => cloud.close())

async function run(instanceId: string, line: string): Promise<string> {
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const started = await guest?.execute({ user: 'root', argv: ['/bin/sh', '-c', line] })
  let output = ''
  started?.stdout.on('data', (bytes) => (output += String(bytes)))
  await started?.exit
  return output
}

it('a running instance boots from another root: a snapshot of its own, or as it was launched', async () => {
  const ec2 = cloud.ec2({ account: place.account })
  const { Instances } = await ec2.send(
    new RunInstancesCommand({
      ImageId: image('al2023/2023.9.20251110.1/kernel-6.1/x86_64'),
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
    }),
  )
  const InstanceId = Instances?.[0]?.InstanceId ?? ''
  await cloud.advance(place.account, '60s')
  const root = async () => {
    const found = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [InstanceId] }))
    const instance = found.Reservations?.[0]?.Instances?.[0]
    return {
      state: instance?.State?.Name,
      id: instance?.BlockDeviceMappings?.[0]?.Ebs?.VolumeId ?? '',
    }
  }
  const replace = (more: Partial<CreateReplaceRootVolumeTaskCommandInput> = {}) =>
    ec2.send(new CreateReplaceRootVolumeTaskCommand({ InstanceId, ...more }))
  const tasks = async () =>
    (await ec2.send(new DescribeReplaceRootVolumeTasksCommand({}))).ReplaceRootVolumeTasks

  await run(InstanceId, 'echo before > /root/note; sync')
  const { id: first } = await root()
  const { SnapshotId } = await ec2.send(new CreateSnapshotCommand({ VolumeId: first }))
  await cloud.advance(place.account, '60s')
  await run(InstanceId, 'echo after > /root/note; sync')

  const { ReplaceRootVolumeTask: task } = await replace({ SnapshotId })
  expect(task).toMatchObject({
    ReplaceRootVolumeTaskId: expect.stringMatching(/^replacevol-0/),
    TaskState: 'pending',
    SnapshotId,
  })
  await expect(replace()).rejects.toMatchObject({ name: 'IncorrectState' })
  await cloud.advance(place.account, '60s')
  expect(await tasks()).toMatchObject([{ TaskState: 'succeeded', InstanceId }])
  const second = await root()
  expect(second.state).toBe('running')
  expect(second.id).not.toBe(first)
  expect(await run(InstanceId, 'cat /root/note')).toBe('before\n')

  await replace({ DeleteReplacedRootVolume: true })
  await cloud.advance(place.account, '60s')
  expect(await run(InstanceId, 'cat /root/note 2>&1; echo here')).toMatch(/No such file[^]*here/)
  const { Volumes } = await ec2.send(new DescribeVolumesCommand({}))
  expect(Volumes?.map(({ VolumeId, State }) => [VolumeId, State])).toEqual([
    [first, 'available'],
    [(await root()).id, 'in-use'],
  ])

  const arm = image('al2023/2023.9.20251110.1/kernel-6.1/arm64')
  await expect(replace({ ImageId: arm })).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  await expect(replace({ SnapshotId, ImageId: arm })).rejects.toMatchObject({
    name: 'InvalidParameterCombination',
  })
  await ec2.send(new StopInstancesCommand({ InstanceIds: [InstanceId] }))
  await expect(replace()).rejects.toMatchObject({ name: 'IncorrectInstanceState' })
})
