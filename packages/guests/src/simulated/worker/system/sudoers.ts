import { rootCredentials } from '../vfs/inode.ts'
import { matchesPattern } from '../shell/pattern.ts'
import type { Machine } from './machine.ts'
import type { User } from './users.ts'

/** What a line of sudoers lets somebody do. */
interface Rule {
  readonly who: readonly string[]
  readonly runAs: readonly string[]
  readonly password: boolean
  readonly commands: readonly string[]
}

export interface Sudoers {
  readonly rules: readonly Rule[]
  readonly aliases: ReadonlyMap<string, readonly string[]>
  /** `/etc/sudoers.d/x:1:9: syntax error` */
  readonly faults: readonly string[]
}

export interface Permission {
  readonly runAs: string
  readonly password: boolean
  readonly commands: readonly string[]
}

const list = (text: string): string[] =>
  text
    .split(/(?<!\\),/)
    .map((item) => item.trim())
    .filter(Boolean)

/** `/etc/sudoers` with what it includes. */
export async function readSudoers(machine: Machine, from = '/etc/sudoers'): Promise<Sudoers> {
  const rules: Rule[] = []
  const aliases = new Map<string, readonly string[]>()
  const faults: string[] = []
  const read = async (path: string, depth: number): Promise<void> => {
    const text = await machine.vfs.readText(path, rootCredentials).catch(() => '')
    let number = 0
    for (const raw of text.replaceAll(/\\\n/g, ' ').split('\n')) {
      number++
      const include = /^[#@]include(dir)?\s+(\S+)/.exec(raw)
      if (include && depth < 8) {
        for (const file of include[1] ? included(machine, include[2] ?? '') : [include[2] ?? ''])
          await read(file, depth + 1)
        continue
      }
      const line = raw.replace(/#(?!\d).*$/, '').trim()
      if (line === '' || line.startsWith('Defaults')) continue
      const alias = /^(?:User|Runas|Host|Cmnd|Cmd)_Alias\s+([A-Z][A-Z0-9_]*)\s*=\s*(.*)$/.exec(line)
      if (alias) aliases.set(alias[1] ?? '', list(alias[2] ?? ''))
      else {
        const rule = parseRule(line)
        if (rule) rules.push(rule)
        else faults.push(`${path}:${number}:${line.length}: syntax error\n${raw}`)
      }
    }
  }
  await read(from, 0)
  return { rules, aliases, faults }
}

function included(machine: Machine, directory: string): string[] {
  if (machine.vfs.peek(directory, rootCredentials)?.kind !== 'directory') return []
  return machine.vfs
    .list(directory, rootCredentials)
    .filter(([name, inode]) => inode.kind === 'file' && !name.includes('.') && !name.endsWith('~'))
    .map(([name]) => `${directory}/${name}`)
}

function parseRule(line: string): Rule | undefined {
  const match = /^(.+?)\s+([\w.,*!-]+)\s*=\s*(?:\(([^)]*)\))?\s*(.+)$/.exec(line)
  if (!match) return undefined
  let rest = match[4] ?? ''
  let password = true
  for (let tag = /^([A-Z]+):\s*/.exec(rest); tag; tag = /^([A-Z]+):\s*/.exec(rest)) {
    if (tag[1] === 'NOPASSWD') password = false
    else if (tag[1] === 'PASSWD') password = true
    rest = rest.slice(tag[0].length)
  }
  const commands = list(rest)
  if (commands.some((command) => !/^!?(?:ALL$|[A-Z][A-Z0-9_]*$|\/|sudoedit)/.test(command)))
    return undefined
  return {
    who: list(match[1] ?? ''),
    runAs: match[3] === undefined ? ['root'] : list(match[3].split(':')[0] ?? ''),
    password,
    commands,
  }
}

/** What sudoers let a user do, in the order of the lines. */
export function permissionsOf(sudoers: Sudoers, machine: Machine, user: User): Permission[] {
  const groups = machine.users.credentials(user).groups.map((gid) => machine.users.groupName(gid))
  const names = (items: readonly string[]): string[] =>
    items.flatMap((item) => sudoers.aliases.get(item) ?? [item])
  const matches = (item: string): boolean =>
    item === 'ALL' ||
    item === user.name ||
    item === `#${user.uid}` ||
    (item.startsWith('%') && groups.includes(item.slice(1)))
  return sudoers.rules
    .filter((rule) => names(rule.who).some(matches))
    .map((rule) => ({
      runAs: names(rule.runAs).join(', '),
      password: rule.password,
      commands: names(rule.commands),
    }))
}

/** The last line that names the command decides; undefined when none allows it. */
export function permissionFor(
  permissions: readonly Permission[],
  runAs: string,
  path: string,
  args: readonly string[],
): Permission | undefined {
  let found: Permission | undefined
  for (const permission of permissions) {
    const targets = permission.runAs.split(', ')
    if (!targets.includes('ALL') && !targets.includes(runAs)) continue
    for (const command of permission.commands) {
      const denied = command.startsWith('!')
      if (covers(denied ? command.slice(1) : command, path, args))
        found = denied ? undefined : permission
    }
  }
  return found
}

function covers(command: string, path: string, args: readonly string[]): boolean {
  if (command === 'ALL') return true
  const [file = '', ...wanted] = command.split(/\s+/)
  const isFile = file.endsWith('/')
    ? path.startsWith(file) && !path.slice(file.length).includes('/')
    : matchesPattern(path, file, false)
  if (!isFile) return false
  if (wanted.length === 0) return true
  if (wanted.length === 1 && wanted[0] === '""') return args.length === 0
  return matchesPattern(args.join(' '), wanted.join(' ').replaceAll('\\', ''), false)
}
