import {
  CopyImageCommand,
  CopyVolumesCommand,
  CreateImageCommand,
  CreateVolumeCommand,
  AttachVolumeCommand,
  DescribeImagesCommand,
  DescribeVolumesCommand,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'

const region = 'ap-northeast-2'
const [mine, theirs] = ['341111111111', '342222222222'] as const
const amazonLinux = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', region)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startTestCloud()
})
afterAll(() => cloud.close())

async function launch(account: string, ImageId: string, at = region): Promise<string> {
  const asked = { ImageId, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 } as const
  const { Instances } = await cloud
    .ec2({ account, region: at })
    .send(new RunInstancesCommand({ ...asked, Placement: { AvailabilityZone: `${at}a` } }))
  await cloud.advance(account, '60s')
  return Instances?.[0]?.InstanceId ?? ''
}

async function run(account: string, instanceId: string, line: string, at = region) {
  const place = { account, region: at }
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const started = await guest?.execute({ user: 'root', argv: ['/bin/sh', '-c', line] })
  let output = ''
  started?.stdout.on('data', (bytes) => (output += String(bytes)))
  await started?.exit
  return output
}

it('a shared image carries its disk into another account and another Region, and no further', async () => {
  const from = await launch(mine, amazonLinux)
  await run(mine, from, 'echo carried > /root/note')
  const ec2 = cloud.ec2({ account: mine })
  const other = cloud.ec2({ account: theirs })
  const { ImageId = '' } = await ec2.send(
    new CreateImageCommand({ InstanceId: from, Name: 'golden', NoReboot: true }),
  )
  await cloud.advance(mine, '30s')
  await expect(launch(theirs, ImageId)).rejects.toMatchObject({ name: 'AuthFailure' })
  await ec2.send(
    new ModifyImageAttributeCommand({ ImageId, LaunchPermission: { Add: [{ UserId: theirs }] } }),
  )
  const { Images } = await other.send(new DescribeImagesCommand({ ExecutableUsers: ['self'] }))
  expect(Images).toMatchObject([{ ImageId, OwnerId: mine, Public: false }])
  const launched = await launch(theirs, ImageId)
  expect(await run(theirs, launched, 'cat /root/note')).toBe('carried\n')

  const there = cloud.ec2({ account: theirs, region: 'us-west-2' })
  const copy = new CopyImageCommand({
    Name: 'copied',
    SourceImageId: ImageId,
    SourceRegion: region,
  })
  await expect(there.send(copy)).rejects.toMatchObject({ name: 'InvalidRequest' })
  await ec2.send(
    new ModifySnapshotAttributeCommand({
      SnapshotId: Images?.[0]?.BlockDeviceMappings?.[0]?.Ebs?.SnapshotId,
      CreateVolumePermission: { Add: [{ UserId: theirs }] },
    }),
  )
  const { ImageId: copied = '' } = await there.send(copy)
  await cloud.advance(theirs, '40s')
  const abroad = await launch(theirs, copied, 'us-west-2')
  expect(await run(theirs, abroad, 'cat /root/note', 'us-west-2')).toBe('carried\n')
})

it('a copy of a volume holds what was on it at that moment', async () => {
  const ec2 = cloud.ec2({ account: mine })
  const InstanceId = await launch(mine, amazonLinux)
  const zone = { AvailabilityZone: `${region}a` }
  const { VolumeId: source } = await ec2.send(new CreateVolumeCommand({ ...zone, Size: 4 }))
  await cloud.advance(mine, '3s')
  await ec2.send(new AttachVolumeCommand({ VolumeId: source, InstanceId, Device: '/dev/sdf' }))
  await cloud.advance(mine, '3s')
  await run(
    mine,
    InstanceId,
    'mkfs.ext4 -q /dev/sdf && mkdir /a /b && mount /dev/sdf /a && echo before > /a/note && sync',
  )
  const { Volumes } = await ec2.send(new CopyVolumesCommand({ SourceVolumeId: source, Size: 6 }))
  await run(mine, InstanceId, 'echo after > /a/note')
  await cloud.advance(mine, '3s')
  const VolumeId = Volumes?.[0]?.VolumeId
  await ec2.send(new AttachVolumeCommand({ VolumeId, InstanceId, Device: '/dev/sdg' }))
  await cloud.advance(mine, '3s')
  expect(await run(mine, InstanceId, 'mount /dev/sdg /b && cat /b/note /a/note')).toBe(
    'before\nafter\n',
  )
  const shown = await ec2.send(new DescribeVolumesCommand({ VolumeIds: [VolumeId ?? ''] }))
  expect(shown.Volumes?.[0]?.SourceVolumeId).toBe(source)
})
