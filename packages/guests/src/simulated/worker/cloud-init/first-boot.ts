import {
  firstBootFiles,
  firstBootMark,
  hostnameOf,
  withLines,
  type FirstBootFile,
} from '../../first-boot/first-boot-files.ts'
import type { WorkerStart } from '../../protocol.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { mountAtBoot } from '../commands/storage/mount.ts'
import { rootCall } from '../system/root-call.ts'
import { startUserData } from './user-data.ts'

const root = rootCredentials

/**
 * What cloud-init does once for each instance id, at the first wake after it: names, keys, host keys; then the user data if it is
 * due. The mark stands on the disk, so an image made from this one begins anew under its own id. Answers how to start the user data,
 * for when the services are up.
 */
export async function firstBoot(
  machine: Machine,
  start: WorkerStart,
): Promise<(() => void) | undefined> {
  const { vfs, spec } = machine
  await machine.users.refresh()
  const directory = firstBootMark(spec)
  if (start.runtime === undefined) await freshBoot(machine)
  if (!vfs.peek(directory, root)) {
    machine.hostname = hostnameOf(spec)
    for (const file of firstBootFiles(spec)) await write(machine, file)
  } else if (start.runtime === undefined) {
    machine.hostname =
      (await vfs.readText('/etc/hostname', root).catch(() => '')).trim() || hostnameOf(spec)
  }
  const { userData = new Uint8Array(0) } = spec
  if (!start.runUserData) return undefined
  const mark = `${directory}/sem/config_scripts_user`
  if (vfs.peek(mark, root))
    return start.runUserData === 'later-boot'
      ? () => machine.detach(startUserData(machine, userData, 'later-boot'))
      : undefined
  vfs.writeFile(mark, `${machine.bootedAt}\n`, root)
  // On the disk before anything of it runs: a crash in the middle must not run it twice.
  machine.flush()
  return () => machine.detach(startUserData(machine, userData, 'first-boot'))
}

/** What lives only as long as the power is on. */
async function freshBoot(machine: Machine): Promise<void> {
  const { vfs, facts } = machine
  machine.logins.booted()
  const trees = facts.id === 'amzn' && facts.version === '2023' ? ['/run', '/tmp'] : ['/run']
  for (const tree of trees)
    for (const [name] of vfs.list(tree, root)) removeTree(machine, `${tree}/${name}`)
  const call = rootCall(machine, ['mount', '-a'])
  const missing = await mountAtBoot(call)
  machine.processes.end(call.process, 0)
  const [first] = missing
  if (first) machine.outside.post({ type: 'emergency', source: first.source, path: first.path })
}

export function removeTree(machine: Machine, path: string): void {
  const inode = machine.vfs.peek(path, root, false)
  if (inode?.kind === 'directory') {
    for (const [name] of machine.vfs.list(path, root)) removeTree(machine, `${path}/${name}`)
    machine.vfs.remove(path, root, 'directory')
  } else if (inode) machine.vfs.remove(path, root, 'file')
}

async function write(machine: Machine, file: FirstBootFile): Promise<void> {
  const { vfs } = machine
  const user = file.owner === 'user' ? machine.users.byName(machine.facts.defaultUser) : undefined
  if (file.owner === 'user' && !user) return
  if (file.kind === 'directory') vfs.makeDirectories(file.path, root)
  else if (file.kind === 'link') {
    if (vfs.peek(file.path, root, false)) vfs.remove(file.path, root, 'file')
    vfs.symlink(file.target ?? '', file.path, root)
    return
  } else if (file.append) {
    const before = await vfs.readText(file.path, root).catch(() => '')
    vfs.writeFile(file.path, withLines(before, file.append), root)
  } else vfs.writeFile(file.path, file.bytes ?? file.text ?? '', root)
  vfs.chmod(file.path, file.mode, root)
  if (user) vfs.chown(file.path, user.uid, user.gid, root)
}
