import { interfaceName, isXen, machineName, mtuOf, rootPartition } from '../../distributions.ts'
import { stableUuid } from '../../stable-hash.ts'
import { Inode, rootCredentials } from '../vfs/inode.ts'
import type { Machine } from '../system/machine.ts'

/** Memory as `/proc/meminfo` and `free` show it, in KiB. */
export function memory(machine: Machine): {
  total: number
  used: number
  free: number
  cache: number
  available: number
} {
  const total = Math.floor(machine.spec.memoryMiB * 1024 * 0.936)
  const running = machine.processes.living.reduce((sum, process) => sum + process.memoryKiB, 0)
  const services = machine.units.all.length * 9_000
  const used = Math.min(total - 20_000, 128_000 + running + services)
  const cache = Math.floor((total - used) * 0.42)
  return { total, used, free: total - used - cache, cache, available: total - used - 30_000 }
}

export function swapKiB(machine: Machine): number {
  return machine.mounts.swaps.reduce((sum, swap) => sum + swap.sizeKiB, 0)
}

/** The kernel's own file systems and those of disks, as `/proc/mounts` has them. */
export function mountTable(machine: Machine): string {
  const kernel = [
    'proc /proc proc rw,nosuid,nodev,noexec,relatime 0 0',
    'sysfs /sys sysfs rw,seclabel,nosuid,nodev,noexec,relatime 0 0',
    'devtmpfs /dev devtmpfs rw,seclabel,nosuid,size=4096k,mode=755 0 0',
    'tmpfs /dev/shm tmpfs rw,seclabel,nosuid,nodev 0 0',
    'devpts /dev/pts devpts rw,seclabel,nosuid,noexec,relatime,gid=5,mode=620,ptmxmode=000 0 0',
    'tmpfs /run tmpfs rw,seclabel,nosuid,nodev,mode=755 0 0',
  ]
  const rows = machine.mounts.list.map(
    ({ device, fs, path, options }) =>
      `${device.path} ${path.replaceAll(' ', '\\040')} ${fs.type} ${options.join(',')} 0 0`,
  )
  return `${[...kernel.slice(0, 2), ...rows.slice(0, 1), ...kernel.slice(2), ...rows.slice(1)].join('\n')}\n`
}

export function uptimeSeconds(machine: Machine): number {
  return Math.max(0, (machine.outside.now() - machine.bootedAt) / 1000)
}

/** Processor time that was used since the boot, of all processors. */
export function busySeconds(machine: Machine): number {
  return machine.scheduler.model.state(machine.outside.now()).busyMs / 1000
}

export function loadAverages(machine: Machine): readonly [number, number, number] {
  return machine.scheduler.loads()
}

export function plantPseudoFiles(machine: Machine): void {
  const { facts, spec } = machine
  const fs = machine.vfs.rootFileSystem
  const made = (path: string, generate: () => string): void => {
    const inode = new Inode('file', 0o444, 0, 0, machine.bootedAt)
    inode.generate = generate
    fs.plant(path, inode)
  }
  const arch = machineName(spec.architecture)
  const cpu = cpuModel(spec.instanceType, spec.architecture)
  made('/proc/cpuinfo', () =>
    Array.from(
      { length: spec.vcpus },
      (_, index) =>
        `processor\t: ${index}\nvendor_id\t: ${cpu.vendor}\nmodel name\t: ${cpu.model}\ncpu MHz\t\t: ${cpu.mhz}\ncache size\t: ${cpu.cache}\nflags\t\t: fpu vme sse sse2 ht avx avx2 hypervisor\n`,
    ).join('\n'),
  )
  made('/proc/meminfo', () => {
    const m = memory(machine)
    const row = (name: string, kib: number): string =>
      `${`${name}:`.padEnd(16)}${String(kib).padStart(8)} kB\n`
    return (
      row('MemTotal', m.total) +
      row('MemFree', m.free) +
      row('MemAvailable', m.available) +
      row('Buffers', 2088) +
      row('Cached', m.cache) +
      row('SwapTotal', swapKiB(machine)) +
      row('SwapFree', swapKiB(machine))
    )
  })
  made(
    '/proc/uptime',
    () =>
      `${uptimeSeconds(machine).toFixed(2)} ${(uptimeSeconds(machine) * spec.vcpus - busySeconds(machine)).toFixed(2)}\n`,
  )
  made('/proc/stat', () => {
    const busy = Math.floor(busySeconds(machine) * 100)
    const idle = Math.max(0, Math.floor(uptimeSeconds(machine) * spec.vcpus * 100) - busy)
    const row = (name: string, share: number): string =>
      `${name} ${Math.floor(busy / share)} 0 0 ${Math.floor(idle / share)} 0 0 0 0 0 0\n`
    const cpus = Array.from({ length: spec.vcpus }, (_, index) => row(`cpu${index}`, spec.vcpus))
    return `${row('cpu ', 1)}${cpus.join('')}btime ${Math.floor(machine.bootedAt / 1000)}\nprocesses ${machine.processes.nextPid}\nprocs_running ${1 + machine.scheduler.busy}\nprocs_blocked 0\n`
  })
  made(
    '/proc/loadavg',
    () =>
      `${loadAverages(machine)
        .map((load) => load.toFixed(2))
        .join(
          ' ',
        )} ${1 + machine.scheduler.busy}/${110 + machine.processes.living.length} ${machine.processes.nextPid - 1}\n`,
  )
  made(
    '/proc/version',
    () => `Linux version ${facts.kernel}.${arch} (mockbuild@build) #1 SMP PREEMPT_DYNAMIC\n`,
  )
  for (const path of ['/proc/mounts', '/proc/self/mounts']) made(path, () => mountTable(machine))
  made('/proc/swaps', () => {
    const head = 'Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n'
    const rows = machine.mounts.swaps.map(
      (swap) =>
        `${swap.path.padEnd(40)}${swap.kind.padEnd(16)}${String(swap.sizeKiB).padEnd(16)}0\t\t${swap.priority}\n`,
    )
    return head + rows.join('')
  })
  made('/proc/partitions', () => {
    const rows = machine.disks.all.map((device) => {
      const { major, minor } = device.numbers
      return `${String(major).padStart(4)} ${String(minor).padStart(8)} ${String(device.size / 1024).padStart(10)} ${device.name}\n`
    })
    return `major minor  #blocks  name\n\n${rows.join('')}`
  })
  made(
    '/proc/filesystems',
    () => 'nodev\tsysfs\nnodev\ttmpfs\nnodev\tproc\n\txfs\n\text3\n\text2\n\text4\n\tvfat\n',
  )
  made(
    '/proc/cmdline',
    () =>
      `BOOT_IMAGE=(hd0,gpt1)/boot/vmlinuz-${facts.kernel} root=/dev/${rootPartition(spec)} ro console=ttyS0,115200n8\n`,
  )
  made('/proc/sys/kernel/hostname', () => `${machine.hostname}\n`)
  made('/proc/sys/kernel/osrelease', () => `${facts.kernel}.${arch}\n`)
  made('/proc/sys/kernel/random/uuid', () => {
    const hex = Buffer.from(machine.randomBytes(16)).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}\n`
  })
  const uuid = `ec2${stableUuid(spec.instanceId).slice(3)}`
  if (isXen(spec.instanceType)) {
    made('/sys/hypervisor/uuid', () => `${uuid}\n`)
    made('/sys/hypervisor/type', () => 'xen\n')
  }
  made('/sys/devices/virtual/dmi/id/product_uuid', () => `${uuid}\n`)
  made('/sys/devices/virtual/dmi/id/product_serial', () => `${uuid}\n`)
  made('/sys/devices/virtual/dmi/id/bios_version', () => '1.0\n')
  made('/sys/devices/virtual/dmi/id/bios_vendor', () => 'Amazon EC2\n')
  plantInterfaces(machine)
  made('/sys/class/net/lo/address', () => '00:00:00:00:00:00\n')
  made('/sys/devices/virtual/dmi/id/board_asset_tag', () => `${spec.instanceId}\n`)
  made('/sys/devices/virtual/dmi/id/sys_vendor', () => 'Amazon EC2\n')
  made('/sys/devices/virtual/dmi/id/product_name', () => `${spec.instanceType}\n`)
}

/** `/sys/class/net`; again when an interface has come or gone. */
export function plantInterfaces(machine: Machine): void {
  const { facts, spec } = machine
  const fs = machine.vfs.rootFileSystem
  const folder = machine.vfs.peek('/sys/class/net', rootCredentials)
  for (const name of folder?.children?.keys() ?? [])
    if (name !== 'lo') folder?.children?.delete(name)
  spec.interfaces.forEach((nic, index) => {
    const name = interfaceName(facts, index)
    for (const [file, text] of [
      ['address', nic.macAddress],
      ['mtu', String(mtuOf(spec))],
      ['operstate', 'up'],
    ] as const) {
      const inode = new Inode('file', 0o444, 0, 0, machine.bootedAt)
      inode.generate = () => `${text}\n`
      fs.plant(`/sys/class/net/${name}/${file}`, inode)
    }
  })
}

export function cpuModel(
  instanceType: string,
  architecture: string,
): { vendor: string; model: string; mhz: string; cache: string } {
  if (architecture === 'arm64')
    return { vendor: 'ARM', model: 'Neoverse-V1', mhz: '2600.000', cache: '32768 KB' }
  if (/^[a-z]+\d+[a-z]*a/.test(instanceType))
    return {
      vendor: 'AuthenticAMD',
      model: 'AMD EPYC 7R13 Processor',
      mhz: '2650.000',
      cache: '512 KB',
    }
  return {
    vendor: 'GenuineIntel',
    model: 'Intel(R) Xeon(R) Platinum 8259CL CPU @ 2.50GHz',
    mhz: '2500.000',
    cache: '36608 KB',
  }
}
