import { passwordMatches } from '../system/passwords.ts'
import {
  permissionFor,
  permissionsOf,
  readSudoers,
  type Permission,
  type Sudoers,
} from '../system/sudoers.ts'
import type { User } from '../system/users.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { options, type Call, type Program } from './call.ts'
import { askSecret, readLine } from './passwords.ts'
import { asUser, pathOf } from './shells.ts'

const attempts = 3
/** How long a password that was given once counts on its terminal. */
const rememberedMs = 5 * 60_000
const securePath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

interface Request {
  target: string
  login: boolean
  shell: boolean
  keepEnv: boolean
  list: boolean
  validate: boolean
  neverAsk: boolean
  fromStdin: boolean
  forget: boolean
  prompt: string | undefined
  args: string[]
}

function parse(args: readonly string[]): Request {
  const request: Request = {
    target: 'root',
    login: false,
    shell: false,
    keepEnv: false,
    list: false,
    validate: false,
    neverAsk: false,
    fromStdin: false,
    forget: false,
    prompt: undefined,
    args: [...args],
  }
  const rest = request.args
  const long: Readonly<Record<string, () => void>> = {
    '--login': () => (request.login = true),
    '--shell': () => (request.shell = true),
    '--list': () => (request.list = true),
    '--validate': () => (request.validate = true),
    '--non-interactive': () => (request.neverAsk = true),
    '--stdin': () => (request.fromStdin = true),
    '--reset-timestamp': () => (request.forget = true),
    '--preserve-env': () => (request.keepEnv = true),
    '--user': () => (request.target = rest.shift() ?? 'root'),
  }
  while (rest[0]?.startsWith('-')) {
    const arg = rest.shift() ?? ''
    if (arg === '--') break
    if (arg.startsWith('--')) {
      const [name = '', value] = arg.split(/=(.*)/s)
      if (name === '--user' && value !== undefined) request.target = value
      else long[name]?.()
      continue
    }
    for (let at = 1; at < arg.length; at++) {
      const letter = arg.charAt(at)
      const value = (): string => arg.slice(at + 1) || (rest.shift() ?? '')
      if (letter === 'u') request.target = value()
      else if (letter === 'p') request.prompt = value()
      else if (letter === 'g' || letter === 'h' || letter === 'C') value()
      if ('upghC'.includes(letter)) break
      if (letter === 'i') request.login = true
      if (letter === 's') request.shell = true
      if (letter === 'E') request.keepEnv = true
      if (letter === 'l') request.list = true
      if (letter === 'v') request.validate = true
      if (letter === 'n') request.neverAsk = true
      if (letter === 'S') request.fromStdin = true
      if (letter === 'k' || letter === 'K') request.forget = true
    }
  }
  return request
}

function stamp(call: Call, caller: User): string {
  const line = call.files.get(0)?.tty?.name ?? call.process.tty?.name ?? 'none'
  return `/run/sudo/ts/${caller.name}@${line.replaceAll('/', '-')}`
}

/** Asks who is there, unless that is known; answers whether it is. */
async function authenticate(call: Call, caller: User, request: Request): Promise<boolean> {
  const { machine } = call
  const path = stamp(call, caller)
  const now = await machine.outside.freshNow()
  const before = Number(await machine.vfs.readText(path, rootCredentials).catch(() => ''))
  if (!request.forget && before > 0 && now - before < rememberedMs) return true
  if (request.neverAsk) {
    await call.fail('a password is required')
    return false
  }
  if (!request.fromStdin && !call.files.get(0)?.tty) {
    await call.err(
      'sudo: a terminal is required to read the password; either use the -S option to read from standard input or configure an askpass helper\nsudo: a password is required\n',
    )
    return false
  }
  const prompt = (request.prompt ?? '[sudo] password for %p: ').replaceAll(/%[pu]/g, caller.name)
  let tried = 0
  while (tried < attempts) {
    if (request.fromStdin) await call.err(prompt)
    const typed = request.fromStdin ? await readLine(call) : await askSecret(call, prompt)
    if (typed === undefined) break
    tried++
    if (await passwordMatches(machine, caller.name, typed)) {
      machine.vfs.makeDirectories('/run/sudo/ts', rootCredentials, 0o700)
      machine.vfs.writeFile(path, String(now), rootCredentials, 0o600)
      return true
    }
    if (tried < attempts) await call.err('Sorry, try again.\n')
  }
  await call.fail(
    tried === 0
      ? 'no password was provided\nsudo: a password is required'
      : `${tried} incorrect password attempt${tried === 1 ? '' : 's'}`,
  )
  return false
}

async function listFor(
  call: Call,
  caller: User,
  permissions: readonly Permission[],
): Promise<number> {
  const host = call.machine.hostname.split('.')[0] ?? ''
  if (permissions.length === 0) {
    await call.out(`User ${caller.name} is not allowed to run sudo on ${host}.\n`)
    return 1
  }
  const lines = permissions.map(
    ({ runAs, password, commands }) =>
      `    (${runAs}) ${password ? '' : 'NOPASSWD: '}${commands.join(', ')}\n`,
  )
  await call.out(
    `Matching Defaults entries for ${caller.name} on ${host}:\n    !visiblepw, always_set_home, match_group_by_gid, always_query_group_plugin, env_reset, secure_path=/sbin\\:/bin\\:/usr/sbin\\:/usr/bin\n\nUser ${caller.name} may run the following commands on ${host}:\n${lines.join('')}`,
  )
  return 0
}

const sudo: Program = async (call) => {
  const { machine } = call
  await machine.users.refresh()
  const request = parse(call.args)
  const caller = machine.users.byUid(call.process.realUid)
  if (!caller) return call.fail(`you do not exist in the passwd database`)
  const sudoers = await readSudoers(machine)
  for (const fault of sudoers.faults) await call.err(`${fault}\n`)
  const permissions = allowances(sudoers, call, caller)
  if (request.forget && request.args.length === 0 && !request.login && !request.shell) {
    const path = stamp(call, caller)
    if (machine.vfs.peek(path, rootCredentials)) machine.vfs.remove(path, rootCredentials, 'file')
    return 0
  }
  const target = machine.users.byName(request.target)
  const { args } = request
  const assigned: [string, string][] = []
  while (/^[A-Za-z_]\w*=/.test(args[0] ?? '')) {
    const [name = '', value = ''] = (args.shift() ?? '').split(/=(.*)/s)
    assigned.push([name, value])
  }
  const wants = request.login || request.shell || request.list || request.validate
  if (args.length === 0 && !wants) {
    await call.err(
      'usage: sudo -h | -K | -k | -V\nusage: sudo -v [-ABkNnS] [-g group] [-h host] [-p prompt] [-u user]\nusage: sudo -l [-ABkNnS] [-g group] [-h host] [-p prompt] [-U user] [-u user] [command [arg ...]]\nusage: sudo [-ABbEHkNnPS] [-g group] [-h host] [-p prompt] [-u user] [VAR=value] [-i | -s] [command [arg ...]]\n',
    )
    return 1
  }
  const [name] = args
  const path =
    name === undefined ? (target?.shell ?? '/bin/bash') : await pathOf(call, name, securePath)
  const wanted = path ?? name ?? ''
  const permission = permissionFor(permissions, request.target, wanted, args.slice(1))
  const free =
    caller.uid === 0 ||
    (request.list || request.validate
      ? permissions.some((each) => !each.password)
      : permission !== undefined && !permission.password)
  if (!free && !(await authenticate(call, caller, request))) return 1
  if (request.list) return listFor(call, caller, permissions)
  if (request.validate) return 0
  if (permissions.length === 0) {
    await machine.log(
      'sudo',
      `${caller.name} : user NOT in sudoers ; PWD=${call.cwd} ; USER=${request.target} ; COMMAND=${wanted}`,
      call.process.pid,
    )
    await call.err(`${caller.name} is not in the sudoers file.\n`)
    return 1
  }
  if (!target) return call.fail(`unknown user ${request.target}`)
  if (!permission) {
    const host = machine.hostname.split('.')[0] ?? ''
    await call.err(
      `Sorry, user ${caller.name} is not allowed to execute '${[wanted, ...args.slice(1)].join(' ')}' as ${request.target} on ${host}.\n`,
    )
    return 1
  }
  return carryOut(call, request, caller, target, assigned)
}

function allowances(sudoers: Sudoers, call: Call, caller: User): Permission[] {
  const own = permissionsOf(sudoers, call.machine, caller)
  // root needs no line of its own.
  return caller.uid === 0 ? [{ runAs: 'ALL', password: false, commands: ['ALL'] }, ...own] : own
}

async function carryOut(
  call: Call,
  request: Request,
  caller: User,
  target: User,
  assigned: readonly [string, string][],
): Promise<number> {
  const { args } = request
  const quoted = args.map((arg) => `'${arg.replaceAll("'", "'\\''")}'`).join(' ')
  if (request.login)
    return asUser(call, target.name, { login: true, command: args.length > 0 ? quoted : undefined })
  if (request.shell)
    return asUser(call, target.name, {
      login: false,
      command: args.length > 0 ? quoted : undefined,
    })
  const kept = ['TERM', 'LANG', 'DISPLAY', 'COLORTERM']
  const env = new Map(
    request.keepEnv
      ? call.env
      : [...call.env].filter(([name]) => kept.includes(name) || name.startsWith('LC_')),
  )
  for (const [name, value] of assigned) env.set(name, value)
  for (const [name, value] of Object.entries({
    HOME: target.home,
    USER: target.name,
    LOGNAME: target.name,
    SHELL: target.shell,
    SUDO_USER: caller.name,
    SUDO_UID: String(caller.uid),
    SUDO_GID: String(caller.gid),
    SUDO_COMMAND: args.join(' '),
    PATH: securePath,
  }))
    env.set(name, value)
  if ((await pathOf(call, args[0] ?? '', securePath)) === undefined)
    return call.fail(`${args[0]}: command not found`)
  call.process.wraps = true
  return call.run(args, { cred: call.machine.users.credentials(target), env })
}

const su: Program = async (call) => {
  const args = [...call.args]
  let login = false
  let command: string | undefined
  let target = 'root'
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (arg === '-' || arg === '-l' || arg === '--login') login = true
    else if (arg === '-c' || arg === '--command') command = args.shift() ?? ''
    else if (arg === '-s') args.shift()
    else if (!arg.startsWith('-')) target = arg
  }
  const { machine } = call
  await machine.users.refresh()
  if (!machine.users.byName(target))
    return call.fail(
      `user ${target} does not exist or the user entry does not contain all the required fields`,
    )
  if (call.process.realUid !== 0) {
    const typed = await askSecret(call, 'Password: ')
    if (typed === undefined || !(await passwordMatches(machine, target, typed)))
      return call.fail('Authentication failure')
  }
  return asUser(call, target, { login, command })
}

/** Edits sudoers and does not keep what cannot be read; `-c` only checks. */
const visudo: Program = async (call) => {
  const { flags } = options(call.args, 'f')
  const path = flags.get('f') ?? '/etc/sudoers'
  if (call.cred.uid !== 0) return call.fail(`${path}: Permission denied`)
  const check = async (): Promise<readonly string[]> =>
    (await readSudoers(call.machine, path)).faults
  if (flags.has('c')) {
    const faults = await check()
    for (const fault of faults) await call.err(`${fault}\n`)
    if (faults.length > 0) return 1
    await call.out(`${path}: parsed OK\n`)
    return 0
  }
  const before = await call.vfs.readText(path, rootCredentials)
  await call.run([call.env.get('EDITOR') ?? 'vi', path])
  const faults = await check()
  if (faults.length === 0) return 0
  for (const fault of faults) await call.err(`${fault}\n`)
  call.vfs.writeFile(path, before, rootCredentials)
  return call.fail(`${path} unchanged`)
}

export const sudoPrograms = { sudo, su, visudo } satisfies Readonly<Record<string, Program>>
