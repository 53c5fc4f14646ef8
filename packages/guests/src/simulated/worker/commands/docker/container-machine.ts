import { distributions } from '../../../distributions.ts'
import type { Machine } from '../../system/machine.ts'
import { Network } from '../../net/network.ts'
import { Units } from '../../system/units.ts'
import { Users } from '../../system/users.ts'
import { FileSystem } from '../../vfs/file-system.ts'
import { Inode, rootCredentials as root, type Device } from '../../vfs/inode.ts'
import type { ImageFacts } from './images.ts'
import { containerLog, containerRoot, type ContainerState } from './state.ts'

export const bridgeAddress = '172.17.0.1'

/** There is no systemd in a container: what a package brings is not started. */
class NoUnits extends Units {
  override async start(): Promise<boolean> {
    return false
  }
}

/** `/dev` of a container: its standard output is its log. */
function devices(machine: Machine, log: Inode, binds: Map<Inode, Inode>): FileSystem {
  const fs = new FileSystem('tmpfs', machine.bootedAt)
  const now = machine.outside.now()
  const kinds: [string, Device][] = [
    ['null', 'null'],
    ['zero', 'zero'],
    ['full', 'full'],
    ['random', 'random'],
    ['urandom', 'random'],
    ['tty', 'tty'],
  ]
  for (const [name, device] of kinds) {
    const inode = new Inode('device', 0o666, 0, 0, now)
    inode.device = device
    fs.plant(`/${name}`, inode)
  }
  const link = new Inode('link', 0o777, 0, 0, now)
  link.target = '/proc/self/fd'
  fs.plant('/fd', link)
  for (const name of ['stdout', 'stderr']) {
    const inode = new Inode('file', 0o666, 0, 0, now)
    fs.plant(`/${name}`, inode)
    binds.set(inode, log)
  }
  return fs
}

/** The guest as the programs of a container see it: its own files, users, host name and network, the guest's processes and time. */
export function containerMachine(
  host: Machine,
  state: ContainerState,
  image: ImageFacts,
  address: string,
): Machine {
  const { vfs } = host
  const at = containerRoot(state.id)
  const binds = new Map<Inode, Inode>()
  const log = vfs.openForWriting(containerLog(state.id), root, 0o640)
  binds.set(vfs.find(`${at}/dev`, root), devices(host, log, binds).root)
  for (const name of ['proc', 'sys'])
    binds.set(vfs.find(`${at}/${name}`, root), vfs.find(`/${name}`, root))
  const own = vfs.inside(vfs.find(at, root), new Map())
  for (const { source, target } of state.mounts) {
    const there = vfs.find(source, root)
    if (there.kind === 'directory') own.makeDirectories(target, root)
    else {
      own.makeDirectories(target.replace(/\/[^/]*$/, '') || '/', root)
      if (!own.peek(target, root)) own.writeFile(target, '', root)
    }
    binds.set(own.find(target, root), there)
  }
  const distribution = image.base === 'ubuntu' ? 'ubuntu-24.04' : 'debian-12'
  const inside = vfs.inside(vfs.find(at, root), binds)
  const view: Machine = Object.create(host)
  Object.assign(view, {
    vfs: inside,
    users: new Users(inside),
    hostname: state.hostname,
    hops: 1,
    facts: {
      ...distributions[distribution],
      ...(image.base === 'alpine' || image.base === 'busybox' ? { id: 'alpine' } : {}),
    },
    spec: {
      ...host.spec,
      distribution,
      hostname: state.hostname,
      interfaces: [
        {
          macAddress: `02:42:${address
            .split('.')
            .map((part) => Number(part).toString(16).padStart(2, '0'))
            .join(':')}`,
          privateIp: address,
          subnetCidr: '172.17.0.0/16',
        },
      ],
    },
  })
  return Object.assign(view, {
    network: new Network(view, host.network.bridge),
    units: new NoUnits(view, undefined),
  })
}
