import {
  AttachVolumeCommand,
  CreateVolumeCommand,
  RebootInstancesCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
  type RunInstancesCommandInput,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'

const place = { account: '123456789012', region: 'us-east-1' }
const amazonLinux = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', place.region)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud({ region: place.region })
})
afterAll(() => cloud.close())

async function launch(more: Partial<RunInstancesCommandInput>): Promise<string> {
  const { Instances } = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      MinCount: 1,
      MaxCount: 1,
      Placement: { AvailabilityZone: `${place.region}a` },
      ...more,
    }),
  )
  await cloud.advance('60s')
  return Instances?.[0]?.InstanceId ?? ''
}

async function run(instanceId: string, line: string): Promise<string> {
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const started = await guest?.execute({ user: 'root', argv: ['/bin/sh', '-c', line] })
  let output = ''
  started?.stdout.on('data', (bytes) => (output += String(bytes)))
  await started?.exit
  return output
}

const ids = (id: string) => ({ InstanceIds: [id] })

it('NVMe instance store outlives a reboot and is lost on stop; what hibernates goes on where it was', async () => {
  const id = await launch({
    InstanceType: 'm5d.large',
    HibernationOptions: { Configured: true },
    BlockDeviceMappings: [
      { DeviceName: '/dev/xvda', Ebs: { VolumeSize: 30, Encrypted: true } },
      { DeviceName: '/dev/sdf', Ebs: { VolumeSize: 2 } },
    ],
  })
  expect(await run(id, 'lsblk -dno NAME,SIZE,MODEL')).toMatch(
    /nvme1n1 +69G Amazon EC2 NVMe Instance Storage/,
  )
  await run(id, 'mkfs.xfs -q /dev/nvme1n1 && mount /dev/nvme1n1 /mnt && echo kept > /mnt/note')
  await cloud.ec2().send(new RebootInstancesCommand(ids(id)))
  await cloud.advance('60s')
  expect(await run(id, 'mount /dev/nvme1n1 /mnt && cat /mnt/note && umount /mnt')).toBe('kept\n')

  await run(id, 'mkfs.ext4 -q /dev/sdf && mount /dev/sdf /mnt && echo there > /mnt/note')
  const booted = await run(id, 'uptime -s')
  await cloud.ec2().send(new StopInstancesCommand({ ...ids(id), Hibernate: true }))
  await cloud.advance('60s')
  await cloud.ec2().send(new StartInstancesCommand(ids(id)))
  await cloud.advance('60s')
  expect(await run(id, 'cat /mnt/note; uptime -s')).toBe(`there\n${booted}`)
  expect(await run(id, 'lsblk -no FSTYPE /dev/nvme1n1')).toBe('\n')
})

it('older instance store is there where it is mapped, and its device is taken', async () => {
  const InstanceType = 'c3.large'
  const mapping = { DeviceName: '/dev/sdb', VirtualName: 'ephemeral0' }
  const InstanceId = await launch({ InstanceType, BlockDeviceMappings: [mapping] })
  expect(await run(InstanceId, 'lsblk -dno NAME')).toBe('xvda\nxvdb\n')
  const { VolumeId } = await cloud
    .ec2()
    .send(new CreateVolumeCommand({ AvailabilityZone: `${place.region}a`, Size: 1 }))
  await cloud.advance('3s')
  await expect(
    cloud.ec2().send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/sdb' })),
  ).rejects.toMatchObject({ name: 'InvalidParameterValue' })
  const refused = { name: 'InvalidBlockDeviceMapping' }
  await expect(
    launch({ InstanceType, BlockDeviceMappings: [{ ...mapping, VirtualName: 'disk0' }] }),
  ).rejects.toMatchObject(refused)
  await expect(
    launch({ InstanceType, BlockDeviceMappings: [{ ...mapping, Ebs: { VolumeSize: 1 } }] }),
  ).rejects.toMatchObject(refused)
})
