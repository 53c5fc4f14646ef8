import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Guest } from '../driver.ts'
import { createTestWorld, Person, type TestWorld } from './test-world.ts'

let world: TestWorld
beforeEach(() => {
  world = createTestWorld()
})
afterEach(() => world.close())

async function up(instanceId: string, extra = {}): Promise<Guest> {
  const guest = await world.launch(world.spec(instanceId, extra))
  await world.pass(20_000)
  return guest
}

async function at(guest: Guest, user = 'ec2-user'): Promise<Person> {
  const person = await Person.at(guest, user, 160)
  await person.sees(/[$#] $/)
  return person
}

const data = (volumeId: string, deviceName = '/dev/sdf', sizeGiB = 10) => ({
  volumeId,
  deviceName,
  root: false,
  sizeGiB,
})

function blank(volumeId: string, sizeGiB = 10): void {
  world.driver.disks.createVolume(volumeId, sizeGiB, { kind: 'blank' })
}

describe('disks', () => {
  it('are plugged in while the guest runs, formatted, mounted, filled, and read by another guest', async () => {
    blank('a/vol-0data')
    const guest = await up('i-1')
    const person = await at(guest)
    expect(await person.runs('lsblk')).not.toContain('nvme1n1')
    guest.attachDisk(data('a/vol-0data'))
    const listed = await person.runs('lsblk')
    expect(listed).toContain('NAME          MAJ:MIN RM SIZE RO TYPE MOUNTPOINTS')
    expect(listed).toMatch(/├─nvme0n1p1 {3}259:1 {4}0 {3}8G {2}0 part \//)
    expect(listed).toMatch(/nvme1n1 {7}259:8 {4}0 {2}10G {2}0 disk/)
    expect(await person.runs('ls -l /dev/sdf; ls /dev/disk/by-id | grep vol0data$')).toMatch(
      /sdf -> nvme1n1[\s\S]*nvme-Amazon_Elastic_Block_Store_vol0data/,
    )
    expect(await person.runs('sudo file -s /dev/nvme1n1')).toContain('/dev/nvme1n1: data')
    expect(await person.runs('sudo mkdir /data; sudo mount /dev/nvme1n1 /data')).toContain(
      'mount: /data: wrong fs type, bad option, bad superblock on /dev/nvme1n1, missing codepage or helper program, or other error.\n<32>',
    )
    expect(await person.runs('sudo mkfs -t xfs /dev/nvme1n1')).toContain(
      'meta-data=/dev/nvme1n1           isize=512',
    )
    expect(await person.runs('sudo mkfs -t xfs /dev/nvme1n1')).toContain(
      'Use the -f option to force overwrite.\n<1>',
    )
    expect(await person.runs('mount /dev/nvme1n1 /data')).toContain('must be superuser')
    expect(await person.runs('sudo mount /dev/sdf /data; df -h /data')).toMatch(
      /\/dev\/nvme1n1 +10G +\d+M +9\.9G +\d% \/data/,
    )
    expect(await person.runs('sudo mount /dev/sdf /data')).toContain(
      '/dev/nvme1n1 already mounted on /data',
    )
    expect(await person.runs('sudo bash -c "echo kept > /data/note"; cat /data/note')).toContain(
      'kept',
    )
    expect(await person.runs('cd /data; sudo umount /data')).toContain(
      'umount: /data: target is busy.\n<32>',
    )
    expect(await person.runs('cd; sudo umount /data; ls /data')).toBe('<0>')
    guest.detachDisk('a/vol-0data', { force: false })
    expect(world.events).toContainEqual({ type: 'disk-released', volumeId: 'a/vol-0data' })
    expect(await person.runs('lsblk')).not.toContain('nvme1n1')

    const other = await up('i-2')
    other.attachDisk(data('a/vol-0data', '/dev/xvdh'))
    const reader = await at(other)
    expect(
      await reader.runs('sudo mount /dev/xvdh /mnt; cat /mnt/note; sudo blkid /dev/nvme1n1'),
    ).toMatch(/^kept\n\/dev\/nvme1n1: UUID="[-0-9a-f]{36}" BLOCK_SIZE="512" TYPE="xfs"\n<0>/)
  })

  it('stay while they are mounted, and fail when they are pulled', async () => {
    blank('a/vol-1')
    const guest = await up('i-1', { instanceType: 't2.micro' })
    guest.attachDisk(data('a/vol-1'))
    const person = await at(guest)
    await person.runs('sudo mkfs.ext4 -q /dev/xvdf; sudo mount /dev/xvdf /mnt; sudo touch /mnt/a')
    await world.driver.settle('123456789012')
    expect(guest.holdsDisk('a/vol-1')).toBe(true)
    guest.detachDisk('a/vol-1', { force: false })
    expect(world.events.some(({ type }) => type === 'disk-released')).toBe(false)
    expect(await person.runs('ls /mnt; sudo umount /mnt')).toContain('a  lost+found')
    await world.driver.settle('123456789012')
    expect(world.events).toContainEqual({ type: 'disk-released', volumeId: 'a/vol-1' })
    expect(await person.runs('lsblk')).not.toContain('xvdf')

    guest.attachDisk(data('a/vol-1'))
    await person.runs('sudo mount /dev/sdf /mnt')
    guest.detachDisk('a/vol-1', { force: true })
    expect(await person.runs('ls /mnt')).toContain('Input/output error')
  })

  it('fill up', async () => {
    blank('a/vol-1', 1)
    const guest = await up('i-1', {
      disks: [...world.spec('i-1').disks, data('a/vol-1', '/dev/sdf', 1)],
    })
    const person = await at(guest)
    await person.runs('sudo mkfs.ext4 -q /dev/sdf && sudo mount /dev/sdf /mnt')
    expect(await person.runs('sudo dd if=/dev/zero of=/mnt/fill bs=1M count=2000')).toMatch(
      /dd: error writing '\/mnt\/fill': No space left on device\n9\d\d\+1 records in\n/,
    )
    expect(await person.runs('df /mnt')).toMatch(/100% \/mnt/)
    expect(await person.runs('sudo rm /mnt/fill; df /mnt')).toMatch(/1% \/mnt/)
  })

  it('grow: the disk at once, partition and file system when told to', async () => {
    const guest = await up('i-1')
    const person = await at(guest)
    world.driver.disks.resizeVolume('123456789012/vol-i-1', 16)
    guest.resizeDisk('123456789012/vol-i-1', 16)
    expect(await person.runs('lsblk')).toMatch(
      /nvme0n1 +259:0 +0 +16G[\s\S]*nvme0n1p1 +259:1 +0 +8G/,
    )
    expect(await person.runs('sudo xfs_growfs -d / | tail -1')).not.toContain('changed')
    expect(await person.runs('sudo growpart /dev/nvme0n1 1')).toMatch(
      /^CHANGED: partition=1 start=\d+ old: size=\d+/,
    )
    expect(await person.runs('sudo growpart /dev/nvme0n1 1')).toMatch(/^NOCHANGE: [\s\S]*<1>/)
    expect(await person.runs('sudo xfs_growfs -d / | tail -1')).toMatch(
      /data blocks changed from \d+ to \d+/,
    )
    expect(await person.runs('df -h /')).toMatch(/16G/)
    await guest.reboot()
    await world.pass(20_000)
    const again = await at(guest)
    expect(await again.runs('lsblk; sudo resize2fs /dev/nvme0n1p1')).toMatch(
      /nvme0n1p1 +259:1 +0 +16G[\s\S]*Bad magic number in super-block/,
    )
  })

  it('are mounted at boot as /etc/fstab says, and a wrong line stops the boot', async () => {
    blank('a/vol-1')
    const guest = await up('i-1', { disks: [...world.spec('i-1').disks, data('a/vol-1')] })
    const person = await at(guest)
    await person.runs('sudo mkfs.ext4 -q -L web /dev/nvme1n1; sudo mkdir /data')
    await person.runs(
      `echo "UUID=$(sudo blkid -s UUID -o value /dev/nvme1n1) /data ext4 defaults,nofail 0 2" | sudo tee -a /etc/fstab`,
    )
    expect(await person.runs('sudo mount -a; findmnt -n -o SOURCE /data')).toContain('/dev/nvme1n1')
    await person.runs('echo hello | sudo tee /data/file')
    await guest.reboot()
    await world.pass(20_000)
    const again = await at(guest)
    expect(await again.runs('cat /data/file')).toContain('hello')
    await again.runs('echo "UUID=dead-beef /gone ext4 defaults 0 2" | sudo tee -a /etc/fstab')
    await guest.reboot()
    await world.pass(20_000)
    await expect(Person.at(guest)).rejects.toThrow(/emergency mode/)
    expect(Buffer.from(guest.consoleOutput()).toString()).toContain('You are in emergency mode')
    expect(guest.agentVersion()).toBeUndefined()
  })

  it('show the root of another instance: a lost key is put right', async () => {
    const lost = await up('i-1', { distribution: 'ubuntu-24.04' })
    await lost.stop({ force: false })
    const rescue = await up('i-2', { distribution: 'ubuntu-24.04' })
    rescue.attachDisk(data('123456789012/vol-i-1', '/dev/sdf', 8))
    const person = await at(rescue, 'ubuntu')
    expect(
      await person.runs(
        'sudo mount /dev/nvme1n1p1 /mnt; sudo cat /mnt/home/ubuntu/.ssh/authorized_keys',
      ),
    ).toContain('AAAAIPublic student')
    await person.runs(
      'echo "ssh-ed25519 AAAANEW mine" | sudo tee -a /mnt/home/ubuntu/.ssh/authorized_keys',
    )
    expect(await person.runs('sudo umount /mnt; echo gone')).toContain('gone')
    rescue.detachDisk('123456789012/vol-i-1', { force: false })
    const back = await world.launch(
      world.spec('i-1', { distribution: 'ubuntu-24.04', firstBoot: false }),
    )
    await world.pass(20_000)
    const owner = await at(back, 'ubuntu')
    expect(await owner.runs('cat .ssh/authorized_keys; ls -l .ssh')).toMatch(
      /student\nssh-ed25519 AAAANEW mine\n[\s\S]*-rw------- 1 ubuntu ubuntu/,
    )
  })

  it('of the same image have the same UUID: xfs wants nouuid, as in life', async () => {
    const one = await up('i-1')
    await one.stop({ force: false })
    const two = await up('i-2')
    two.attachDisk(data('123456789012/vol-i-1', '/dev/sdf', 8))
    const person = await at(two)
    expect(await person.runs('sudo mount /dev/nvme1n1p1 /mnt; sudo dmesg | tail -1')).toMatch(
      /wrong fs type[\s\S]*Filesystem has duplicate UUID/,
    )
    expect(
      await person.runs('sudo mount -o nouuid /dev/nvme1n1p1 /mnt; sudo ls /mnt/home'),
    ).toContain('ec2-user')
  })

  it('are partitioned with fdisk and parted', async () => {
    blank('a/vol-1', 20)
    const guest = await up('i-1', {
      disks: [...world.spec('i-1').disks, data('a/vol-1', '/dev/sdf', 20)],
    })
    const person = await at(guest)
    expect(
      await person.runs(`printf 'n\\np\\n1\\n\\n+5G\\nw\\n' | sudo fdisk /dev/nvme1n1 | tail -4`),
    ).toContain('The partition table has been altered.')
    expect(await person.runs('sudo fdisk -l /dev/nvme1n1 | tail -2')).toMatch(
      /\/dev\/nvme1n1p1 +2048 +10487807 +10485760 +5G 83 Linux/,
    )
    await person.runs(
      'sudo parted -s /dev/nvme1n1 mklabel gpt mkpart primary ext4 0% 50% mkpart rest 50% 100%',
    )
    expect(await person.runs('lsblk /dev/nvme1n1')).toMatch(
      /├─nvme1n1p1[\s\S]*10G[\s\S]*└─nvme1n1p2[\s\S]*10G/,
    )
    await person.runs(
      'sudo mkfs.ext4 -q /dev/nvme1n1p2; sudo mount /dev/nvme1n1p2 /mnt; echo two | sudo tee /mnt/x',
    )
    const copy = 'snap-1'
    await world.driver.disks.createSnapshot(copy, 'a/vol-1')
    world.driver.disks.createVolume('a/vol-2', 20, { kind: 'snapshot', snapshotId: copy })
    guest.attachDisk(data('a/vol-2', '/dev/sdg', 20))
    expect(
      await person.runs('sudo mkdir /copy; sudo mount /dev/sdg2 /copy; cat /copy/x'),
    ).toContain('two')
  })

  it('swap', async () => {
    const person = await at(await up('i-1'))
    expect(
      await person.runs(
        'sudo fallocate -l 1G /swapfile; sudo chmod 600 /swapfile; sudo mkswap /swapfile; sudo swapon /swapfile; swapon -s; free -m | tail -1',
      ),
    ).toMatch(/Setting up swapspace version 1[\s\S]*\/swapfile[\s\S]*Swap: +1023 +0 +1023/)
  })
})
