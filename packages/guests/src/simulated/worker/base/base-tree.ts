import type { Distribution, GuestDhcp, GuestSpec } from '../../../driver.ts'
import type { DistributionFacts } from '../../distributions.ts'
import { stableHex } from '../../stable-hash.ts'
import type { Machine } from '../system/machine.ts'
import { programFile, setuidPrograms } from '../commands/program-file.ts'
import { Content } from '../vfs/content.ts'
import type { FileSystem } from '../vfs/file-system.ts'
import { Inode, type Device } from '../vfs/inode.ts'
import { etcFiles } from './etc-files.ts'
import { plantProcesses } from './proc-files.ts'
import { plantPseudoFiles } from './pseudo-files.ts'
import { hasCron, programPaths } from './program-names.ts'
import { unitText } from './unit-files.ts'

/** Amazon's name server, at the same link-local address in every VPC. */
const amazonResolver = '169.254.169.253'

/** When the image was made, for the dates of its files. */
const imageMadeMs = Date.UTC(2025, 9, 14, 18, 4, 31)

/** Plants a distribution's own root disk: code, shared by every guest, so that a fresh disk costs nothing. */
export function plantDistribution(
  fs: FileSystem,
  distribution: Distribution,
  facts: DistributionFacts,
): void {
  fs.root.mtimeMs = imageMadeMs
  const directory = (path: string, mode = 0o755, uid = 0, gid = 0): void =>
    fs.plant(path, new Inode('directory', mode, uid, gid, imageMadeMs))
  const file = (path: string, text: string, mode = 0o644, uid = 0, gid = 0): void => {
    const inode = new Inode('file', mode, uid, gid, imageMadeMs)
    inode.content = Content.of(Buffer.from(text, 'latin1'))
    fs.plant(path, inode)
  }
  const link = (path: string, target: string): void => plantLink(fs, path, target)
  for (const path of [
    '/boot',
    '/dev',
    '/etc',
    '/home',
    '/media',
    '/mnt',
    '/opt',
    '/proc',
    '/run',
    '/srv',
    '/sys',
    '/usr',
    '/usr/bin',
    '/usr/sbin',
    '/usr/lib',
    '/usr/lib64',
    '/usr/libexec',
    '/usr/local',
    '/usr/local/bin',
    '/usr/local/sbin',
    '/usr/share',
    '/var',
    '/var/cache',
    '/var/lib',
    '/var/lib/cloud',
    '/var/log',
    '/var/spool',
    '/var/spool/cron',
    '/etc/systemd/system/multi-user.target.wants',
    '/usr/lib/systemd/system',
    '/etc/profile.d',
    '/etc/cron.d',
  ])
    directory(path)
  directory(facts.family === 'debian' ? '/etc/default' : '/etc/sysconfig')
  directory('/root', 0o550)
  directory('/tmp', 0o1777)
  directory('/var/tmp', 0o1777)
  directory(`/home/${facts.defaultUser}`, facts.family === 'debian' ? 0o750 : 0o700, 1000, 1000)
  link('/bin', 'usr/bin')
  link('/sbin', 'usr/sbin')
  link('/lib', 'usr/lib')
  link('/lib64', 'usr/lib64')
  link('/var/run', '../run')
  link('/etc/mtab', '../proc/self/mounts')
  for (const [path, text, mode] of etcFiles(facts, distribution))
    file(path, Buffer.from(text).toString('latin1'), mode)
  for (const [path, text, mode] of etcFiles(facts, distribution))
    if (path.startsWith('/etc/skel/'))
      file(
        `/home/${facts.defaultUser}/${path.slice(10)}`,
        Buffer.from(text).toString('latin1'),
        mode,
        1000,
        1000,
      )
  for (const [path, program] of programPaths(facts))
    file(path, programFile(program), setuidPrograms.has(program) ? 0o4755 : 0o755)
  const isLaptop = distribution === 'laptop'
  if (isLaptop) {
    for (const name of ['Desktop', 'Documents', 'Downloads', '.ssh']) {
      directory(`/home/${facts.defaultUser}/${name}`, name === '.ssh' ? 0o700 : 0o755, 1000, 1000)
    }
  }
  const units = [
    ...(isLaptop ? [] : [facts.sshUnit]),
    'chronyd',
    ...(hasCron(facts) ? [facts.family === 'debian' ? 'cron' : 'crond'] : []),
    'systemd-journald',
    'systemd-networkd',
    ...(facts.agentVersion ? [facts.agentUnit] : []),
  ]
  for (const name of units) {
    file(`/usr/lib/systemd/system/${name}.service`, unitText(name))
    link(
      `/etc/systemd/system/multi-user.target.wants/${name}.service`,
      `/usr/lib/systemd/system/${name}.service`,
    )
  }
  fs.used = 0
}

function plantLink(fs: FileSystem, path: string, target: string): void {
  const inode = new Inode('link', 0o777, 0, 0, imageMadeMs)
  inode.target = target
  fs.plant(path, inode)
}

/** As DHCP has it written at a boot. */
function resolverText({ dhcp, region, interfaces, distribution }: GuestSpec): string {
  if (distribution === 'laptop') return 'nameserver 127.0.0.53\noptions edns0 trust-ad'
  const { nameServers, domainName }: GuestDhcp = dhcp ?? {
    nameServers: [amazonResolver],
    domainName: `${region}.compute.internal`,
    ntpServers: [],
  }
  const servers = nameServers.filter(
    (server) =>
      !server.includes(':') || interfaces.some(({ ipv6Addresses }) => ipv6Addresses?.length),
  )
  return [
    ...servers.map((server) => `nameserver ${server}`),
    ...(domainName === undefined ? [] : [`search ${domainName}`]),
  ].join('\n')
}

/** What a running system adds to its root: /dev, /proc, /sys, and what it is called until its disk says so. */
export function plantRunning(machine: Machine): void {
  const fs = machine.vfs.rootFileSystem
  const { ntpServers = [] } = machine.spec.dhcp ?? {}
  for (const [path, text] of [
    ...(ntpServers.length > 0
      ? [
          [
            `/run/chrony-dhcp/${machine.facts.interfaceName}.sources`,
            ntpServers.map((server) => `server ${server} iburst`).join('\n'),
          ] as const,
        ]
      : []),
    ['/etc/machine-id', stableHex(32, machine.spec.instanceId, 'machine-id')],
    ['/etc/hostname', machine.hostname],
    ['/etc/resolv.conf', resolverText(machine.spec)],
  ] as const) {
    const inode = new Inode('file', path === '/etc/machine-id' ? 0o444 : 0o644, 0, 0, imageMadeMs)
    inode.content = Content.of(Buffer.from(`${text}\n`))
    fs.plant(path, inode)
  }
  const devices: [string, Device, number][] = [
    ['null', 'null', 0o666],
    ['zero', 'zero', 0o666],
    ['full', 'full', 0o666],
    ['random', 'random', 0o666],
    ['urandom', 'random', 0o666],
    ['tty', 'tty', 0o666],
    ['console', 'console', 0o600],
  ]
  for (const [name, device, mode] of devices) {
    const inode = new Inode('device', mode, 0, 0, machine.bootedAt)
    inode.device = device
    fs.plant(`/dev/${name}`, inode)
  }
  plantLink(fs, '/dev/fd', '/proc/self/fd')
  plantLink(fs, '/dev/stdin', '/proc/self/fd/0')
  plantLink(fs, '/dev/stdout', '/proc/self/fd/1')
  plantLink(fs, '/dev/stderr', '/proc/self/fd/2')
  for (const [path, mode] of [
    ['/dev/pts', 0o755],
    ['/dev/shm', 0o1777],
  ] as const)
    fs.plant(path, new Inode('directory', mode, 0, 0, machine.bootedAt))
  plantPseudoFiles(machine)
  plantProcesses(machine)
  fs.used = 0
}
