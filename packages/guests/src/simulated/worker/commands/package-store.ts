import { unitText } from '../base/unit-files.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from '../system/machine.ts'
import type { Call } from './call.ts'
import { findPackage } from './package-catalogue.ts'
import type { PackageFacts } from './package-facts.ts'
import { programFile, setuidPrograms } from './program-file.ts'

const root = rootCredentials
const database = '/var/lib/brume-packages'

/** Names and versions of what was installed on top of the image, one per line. */
export async function installed(machine: Machine): Promise<Map<string, string>> {
  const text = await machine.vfs.readText(database, root).catch(() => '')
  return new Map(
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => [line.split(' ')[0] ?? '', line.split(' ')[1] ?? '']),
  )
}

export function record(call: Call, packages: ReadonlyMap<string, string>): void {
  call.vfs.makeDirectories('/var/lib', root)
  call.vfs.writeFile(
    database,
    [...packages].map(([name, version]) => `${name} ${version}\n`).join(''),
    root,
  )
}

/** Puts a package's files, user and unit on the disk. */
export async function place(call: Call, facts: PackageFacts): Promise<void> {
  const { vfs, machine } = call
  const family = machine.facts.family === 'debian' ? 'debian' : 'redhat'
  for (const [path, program] of Object.entries(facts.programs ?? {})) {
    vfs.makeDirectories(path.replace(/\/[^/]*$/, ''), root)
    vfs.writeFile(path, Buffer.from(programFile(program), 'latin1'), root)
    vfs.chmod(path, setuidPrograms.has(program) ? 0o4755 : 0o755, root)
  }
  for (const [path, text] of Object.entries({ ...facts.files, ...facts[family] })) {
    vfs.makeDirectories(path.endsWith('/') ? path.slice(0, -1) : path.replace(/\/[^/]*$/, ''), root)
    if (!path.endsWith('/') && !vfs.peek(path, root)) vfs.writeFile(path, text, root)
  }
  const links = { ...facts.links, ...(family === 'debian' ? facts.debianLinks : {}) }
  for (const [path, target] of Object.entries(links)) {
    vfs.makeDirectories(path.replace(/\/[^/]*$/, ''), root)
    if (!vfs.peek(path, root, false)) vfs.symlink(target, path, root)
  }
  if (facts.user && !machine.users.byName(facts.user))
    await machine.users.add(facts.user, {
      system: true,
      home: '/usr/share/empty',
      shell: '/sbin/nologin',
    })
  if (facts.group) await machine.users.addGroup(facts.group, true)
  if (!facts.unit) return
  vfs.writeFile(`/usr/lib/systemd/system/${facts.unit}.service`, unitText(facts.unit), root)
  const unit = machine.units.find(facts.unit)
  // Debian starts and enables what it installs; the others leave that to the administrator.
  if (unit && machine.facts.family === 'debian') {
    await machine.units.enable(unit)
    await machine.units.start(unit)
  }
}

export async function withdraw(call: Call, facts: PackageFacts): Promise<void> {
  const unit = facts.unit === undefined ? undefined : call.machine.units.find(facts.unit)
  if (unit) {
    await call.machine.units.stop(unit)
    call.machine.units.disable(unit)
    call.vfs.remove(unit.path, root, 'file')
  }
  for (const path of Object.keys(facts.programs ?? {}))
    if (call.vfs.peek(path, root)) call.vfs.remove(path, root, 'file')
}

/** The packages asked for that are not there yet, with what they need; undefined with a name that nobody knows. */
export function resolve(
  call: Call,
  names: readonly string[],
  have: ReadonlyMap<string, string>,
): { missing: string | undefined; wanted: PackageFacts[] } {
  const wanted: PackageFacts[] = []
  const visit = (name: string): string | undefined => {
    const facts = findPackage(name, call.machine.facts)
    if (!facts) return name
    if (have.has(facts.name) || wanted.includes(facts)) return undefined
    for (const need of facts.needs ?? []) visit(need)
    wanted.push(facts)
    return undefined
  }
  for (const name of names) {
    const missing = visit(name)
    if (missing !== undefined) return { missing, wanted }
  }
  return { missing: undefined, wanted }
}

/** Asks before a package program changes something. */
export async function confirm(call: Call, question: string, yes: boolean): Promise<boolean> {
  if (yes) return true
  await call.out(question)
  const answer = await call.files.get(0)?.read(4_096, call.signal)
  return answer !== undefined && /^y/i.test(Buffer.from(answer).toString())
}
