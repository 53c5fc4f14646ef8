import {
  AttachVolumeCommand,
  CreateSnapshotCommand,
  CreateVolumeCommand,
  type CreateVolumeCommandInput,
  DescribeVolumesCommand,
  DetachVolumeCommand,
  ModifyVolumeCommand,
  RunInstancesCommand,
  StartInstancesCommand,
  StopInstancesCommand,
} from '@aws-sdk/client-ec2'
import { startTestCloud, type TestCloud } from '@brume/test-kit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { catalogueImageId } from '../catalogue/images.ts'

const place = { account: '123456789012', region: 'ap-northeast-2' }
const amazonLinux = catalogueImageId('al2023/2023.9.20251110.1/kernel-6.1/x86_64', place.region)

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startTestCloud()
})
afterEach(() => cloud.close())

async function launch(): Promise<{ id: string; zone: string; root: string }> {
  const made = await cloud.ec2().send(
    new RunInstancesCommand({
      ImageId: amazonLinux,
      InstanceType: 't3.micro',
      MinCount: 1,
      MaxCount: 1,
      Placement: { AvailabilityZone: `${place.region}a` },
    }),
  )
  await cloud.advance('60s')
  const [instance] = made.Instances ?? []
  const id = instance?.InstanceId ?? ''
  const found = await cloud
    .ec2()
    .send(
      new DescribeVolumesCommand({ Filters: [{ Name: 'attachment.instance-id', Values: [id] }] }),
    )
  return {
    id,
    zone: instance?.Placement?.AvailabilityZone ?? '',
    root: found.Volumes?.[0]?.VolumeId ?? '',
  }
}

async function makeVolume(
  zone: string,
  more: Partial<CreateVolumeCommandInput> = {},
): Promise<string> {
  const { VolumeId = '' } = await cloud
    .ec2()
    .send(new CreateVolumeCommand({ AvailabilityZone: zone, Size: 10, ...more }))
  await cloud.advance('10s')
  return VolumeId
}

async function attach(VolumeId: string, InstanceId: string, Device = '/dev/sdf'): Promise<void> {
  await cloud.ec2().send(new AttachVolumeCommand({ VolumeId, InstanceId, Device }))
}

async function detach(VolumeId: string, Force = false): Promise<void> {
  await cloud.ec2().send(new DetachVolumeCommand({ VolumeId, Force }))
  await cloud.advance('10s')
}

async function stateOf(VolumeId: string): Promise<string> {
  const { Volumes } = await cloud.ec2().send(new DescribeVolumesCommand({ VolumeIds: [VolumeId] }))
  const [volume] = Volumes ?? []
  return [volume?.State, ...(volume?.Attachments ?? []).map(({ State }) => State)].join('/')
}

/** Runs a line as ec2-user in a terminal of the guest and answers what it wrote. */
async function run(instanceId: string, line: string): Promise<string> {
  let output = ''
  const { promise, resolve } = Promise.withResolvers<void>()
  const guest = cloud.engine.transact(place, (ctx) => ctx.host.findGuest({ ...place, instanceId }))
  const terminal = await guest?.openTerminal({
    user: 'ec2-user',
    cols: 200,
    rows: 50,
    onData: (bytes) => {
      output += Buffer.from(bytes).toString()
      if (output.includes('end-2')) resolve()
    },
    onExit: () => resolve(),
  })
  terminal?.write(Buffer.from(`${line}; echo end-$((1+1))\r`))
  await promise
  terminal?.close()
  await cloud.advance('1s')
  // oxlint-disable-next-line no-control-regex -- the terminal's own sequences
  return output.replaceAll(/\u001b\[[0-9;?]*[A-Za-z]/g, '')
}

describe('volumes of a running instance', () => {
  it('appear, grow and go as their records say', async () => {
    const { id, zone } = await launch()
    const volume = await makeVolume(zone)
    await attach(volume, id)
    expect(await run(id, 'lsblk; ls -l /dev/sdf')).toMatch(
      /nvme1n1 +259:8 +0 +10G[\s\S]*sdf -> nvme1n1/,
    )
    await run(
      id,
      'sudo mkfs.xfs -q /dev/sdf && sudo mount /dev/sdf /mnt && echo mine | sudo tee /mnt/note',
    )
    await cloud.ec2().send(new ModifyVolumeCommand({ VolumeId: volume, Size: 20 }))
    expect(await run(id, 'lsblk -n /dev/nvme1n1; df -h /mnt')).toMatch(/20G[\s\S]* 10G /)
    expect(await run(id, 'sudo xfs_growfs /mnt >/dev/null; df -h /mnt')).toMatch(/ 20G /)

    await detach(volume)
    expect(await stateOf(volume)).toBe('in-use/busy')
    await run(id, 'sudo umount /mnt')
    expect(await stateOf(volume)).toBe('available')
    expect(await run(id, 'lsblk')).not.toContain('nvme1n1')

    const other = await launch()
    await attach(volume, other.id, '/dev/sdg')
    expect(await run(other.id, 'sudo mount /dev/sdg /mnt; cat /mnt/note')).toContain('mine')
    await detach(volume, true)
    expect(await stateOf(volume)).toBe('available')
    expect(await run(other.id, 'ls /mnt')).toContain('Input/output error')
  })

  it('that may be attached to several are seen in each of them', async () => {
    const [one, other] = [await launch(), await launch()]
    const shared = { VolumeType: 'io2', Iops: 1000, MultiAttachEnabled: true } as const
    const volume = await makeVolume(one.zone, shared)
    await attach(volume, one.id)
    await attach(volume, other.id)
    await cloud.advance('10s')
    expect(await stateOf(volume)).toBe('in-use/attached/attached')
    expect(await run(other.id, 'lsblk -dno SIZE /dev/sdf')).toMatch(/10G/)
    await run(
      one.id,
      'sudo mkfs.xfs -q /dev/sdf && sudo mount /dev/sdf /mnt && echo shared | sudo tee /mnt/note; sudo umount /mnt',
    )
    expect(await run(other.id, 'sudo mount /dev/sdf /mnt; cat /mnt/note')).toContain('shared')
  })

  it('that are busy go when their instance stops', async () => {
    const { id, zone } = await launch()
    const volume = await makeVolume(zone)
    await attach(volume, id)
    await run(id, 'sudo mkfs.ext4 -q /dev/sdf && sudo mount /dev/sdf /mnt')
    await detach(volume)
    expect(await stateOf(volume)).toBe('in-use/busy')
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [id] }))
    await cloud.advance('60s')
    expect(await stateOf(volume)).toBe('available')
  })

  it('take a snapshot of what is written, and give it to another volume', async () => {
    const { id, zone } = await launch()
    const volume = await makeVolume(zone)
    await attach(volume, id)
    await run(
      id,
      'sudo mkfs.ext4 -q /dev/sdf && sudo mount /dev/sdf /mnt && echo then | sudo tee /mnt/a',
    )
    const { SnapshotId = '' } = await cloud
      .ec2()
      .send(new CreateSnapshotCommand({ VolumeId: volume }))
    await run(id, 'echo now | sudo tee /mnt/a')
    await cloud.advance('10m')
    const copy = await makeVolume(zone, { SnapshotId })
    await attach(copy, id, '/dev/sdh')
    expect(await run(id, 'sudo mkdir /old; sudo mount /dev/sdh /old; cat /old/a /mnt/a')).toMatch(
      /then\r\nnow/,
    )
  })

  it('of a stopped instance are repaired on another: the root is read, changed and put back', async () => {
    const lost = await launch()
    await cloud.ec2().send(new StopInstancesCommand({ InstanceIds: [lost.id] }))
    await cloud.advance('60s')
    await detach(lost.root)
    const rescue = await launch()
    await attach(lost.root, rescue.id)
    expect(
      await run(
        rescue.id,
        'sudo mount -o nouuid /dev/sdf1 /mnt; sudo ls -a /mnt/home/ec2-user/.ssh; echo "ssh-ed25519 AAAANEW" | sudo tee -a /mnt/home/ec2-user/.ssh/authorized_keys; sudo umount /mnt',
      ),
    ).toContain('authorized_keys')
    await detach(lost.root)
    await attach(lost.root, lost.id, '/dev/xvda')
    await cloud.advance('10s')
    await cloud.ec2().send(new StartInstancesCommand({ InstanceIds: [lost.id] }))
    await cloud.advance('60s')
    expect(await run(lost.id, 'cat .ssh/authorized_keys')).toContain('AAAANEW')
  })
})
