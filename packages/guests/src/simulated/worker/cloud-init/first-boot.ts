import { hostKeys } from '../../console/host-keys.ts'
import type { WorkerStart } from '../../protocol.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { startUserData } from './user-data.ts'

const root = rootCredentials

/**
 * What cloud-init does once for each instance id, at the first wake after it: names, keys, host keys; then the user data if it is
 * due. The mark stands on the disk, so an image made from this one begins anew under its own id.
 */
export async function firstBoot(machine: Machine, start: WorkerStart): Promise<void> {
  const { vfs, spec } = machine
  await machine.users.refresh()
  const directory = `/var/lib/cloud/instances/${spec.instanceId}`
  if (start.runtime === undefined) freshBoot(machine)
  if (!vfs.peek(directory, root)) {
    vfs.makeDirectories(`${directory}/sem`, root)
    vfs.makeDirectories('/var/lib/cloud/data', root)
    if (vfs.peek('/var/lib/cloud/instance', root, false))
      vfs.remove('/var/lib/cloud/instance', root, 'file')
    vfs.symlink(directory, '/var/lib/cloud/instance', root)
    vfs.writeFile('/var/lib/cloud/data/instance-id', `${spec.instanceId}\n`, root)
    vfs.writeFile('/etc/hostname', `${spec.hostname}\n`, root)
    machine.hostname = spec.hostname
    writeHostKeys(machine)
    await authorizeKeys(machine)
    await vfs.appendFile(
      '/var/log/cloud-init.log',
      `${new Date(machine.bootedAt + 4_000).toISOString().slice(0, 19).replace('T', ' ')},000 - __init__.py[INFO]: Cloud-init v. ${machine.facts.cloudInit} running 'init' on ${spec.instanceId} (DataSourceEc2)\n`,
      root,
    )
    if (spec.userData?.length)
      vfs.writeFile(`${directory}/user-data.txt`, spec.userData, root, 0o600)
  } else if (start.runtime === undefined) {
    machine.hostname =
      (await vfs.readText('/etc/hostname', root).catch(() => spec.hostname)).trim() || spec.hostname
  }
  if (!start.runUserData || !spec.userData?.length) return
  const mark = `${directory}/sem/config_scripts_user`
  if (vfs.peek(mark, root)) return
  vfs.writeFile(mark, `${machine.bootedAt}\n`, root)
  // On the disk before anything of it runs: a crash in the middle must not run it twice.
  machine.flush()
  machine.detach(startUserData(machine, spec.userData))
}

/** What lives only as long as the power is on. */
function freshBoot(machine: Machine): void {
  const { vfs, facts } = machine
  machine.logins.booted()
  const trees = facts.id === 'amzn' && facts.version === '2023' ? ['/run', '/tmp'] : ['/run']
  for (const tree of trees)
    for (const [name] of vfs.list(tree, root)) removeTree(machine, `${tree}/${name}`)
}

export function removeTree(machine: Machine, path: string): void {
  const inode = machine.vfs.peek(path, root, false)
  if (inode?.kind === 'directory') {
    for (const [name] of machine.vfs.list(path, root)) removeTree(machine, `${path}/${name}`)
    machine.vfs.remove(path, root, 'directory')
  } else if (inode) machine.vfs.remove(path, root, 'file')
}

function writeHostKeys(machine: Machine): void {
  machine.vfs.makeDirectories('/etc/ssh', root)
  for (const key of hostKeys(machine.spec.instanceId, machine.spec.hostname)) {
    machine.vfs.writeFile('/etc/ssh/ssh_host_ed25519_key', key.privateKey, root, 0o600)
    machine.vfs.writeFile('/etc/ssh/ssh_host_ed25519_key.pub', `${key.publicKey}\n`, root)
  }
}

async function authorizeKeys(machine: Machine): Promise<void> {
  const { facts, spec } = machine
  await authorize(machine, facts.defaultUser, spec.sshKeys)
  // disable_root of cloud-init: root's key only says whom to come as.
  const says = `echo 'Please login as the user \\"${facts.defaultUser}\\" rather than the user \\"root\\".';echo;sleep 10;exit 142`
  await authorize(
    machine,
    'root',
    spec.sshKeys.map(
      (key) =>
        `no-port-forwarding,no-agent-forwarding,no-X11-forwarding,command="${says}" ${key.trim()}`,
    ),
  )
}

async function authorize(machine: Machine, name: string, keys: readonly string[]): Promise<void> {
  const { vfs } = machine
  const user = machine.users.byName(name)
  if (!user) return
  const directory = `${user.home}/.ssh`
  if (!vfs.peek(directory, root)) {
    vfs.makeDirectories(directory, root)
    vfs.chown(directory, user.uid, user.gid, root)
    vfs.chmod(directory, 0o700, root)
  }
  const before = await vfs.readText(`${directory}/authorized_keys`, root).catch(() => '')
  const fresh = keys.map((key) => key.trim()).filter((key) => key !== '' && !before.includes(key))
  vfs.writeFile(
    `${directory}/authorized_keys`,
    before + fresh.map((key) => `${key}\n`).join(''),
    root,
    0o600,
  )
  vfs.chown(`${directory}/authorized_keys`, user.uid, user.gid, root)
}
