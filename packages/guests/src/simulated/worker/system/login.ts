import type { DistributionFacts } from '../../distributions.ts'
import { runScript, statusOf } from '../shell/execute.ts'
import { Shell } from '../shell/shell.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './open-file.ts'
import type { Process } from './process.ts'
import type { User } from './users.ts'

export interface LoginOptions {
  readonly user: User
  readonly process: Process
  readonly files: ReadonlyMap<number, OpenFile>
  /** Reads the profile, changes to the home directory. */
  readonly login: boolean
  readonly interactive: boolean
  readonly env?: ReadonlyMap<string, string>
  readonly cwd?: string
  /** `sh` as Session Manager starts it. */
  readonly plain?: boolean
}

/** PATH of a login. */
export function defaultPath(facts: DistributionFacts, uid: number): string {
  if (facts.family === 'debian')
    return '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin'
  return uid === 0
    ? '/root/.local/bin:/root/bin:/sbin:/bin:/usr/sbin:/usr/bin'
    : '/usr/local/bin:/usr/bin:/usr/local/sbin:/usr/sbin'
}

export function prompt(facts: DistributionFacts, uid: number): string {
  if (facts.family !== 'debian')
    return facts.family === 'suse' ? '\\u@\\h:\\w\\$ ' : '[\\u@\\h \\W]\\$ '
  if (uid === 0) return '\\u@\\h:\\w\\$ '
  return '\\[\\033[01;32m\\]\\u@\\h\\[\\033[00m\\]:\\[\\033[01;34m\\]\\w\\[\\033[00m\\]\\$ '
}

/** A shell for a user, with the environment and files that one has after logging in. */
export async function startShell(machine: Machine, options: LoginOptions): Promise<Shell> {
  const { user, process } = options
  const home = machine.vfs.peek(user.home, rootCredentials)?.kind === 'directory' ? user.home : '/'
  const shell = new Shell(machine, process, options.cwd ?? (options.login ? home : '/'))
  for (const [fd, file] of options.files) shell.files.set(fd, file.share())
  const tty = options.files.get(0)?.tty
  const env: Record<string, string> = {
    HOME: user.home,
    USER: user.name,
    LOGNAME: user.name,
    SHELL: user.shell,
    PATH: defaultPath(machine.facts, user.uid),
    LANG: 'C.UTF-8',
    ...(tty ? { TERM: 'xterm-256color' } : {}),
    ...Object.fromEntries(options.env ?? []),
  }
  for (const [name, value] of Object.entries(env)) {
    const variable = shell.variables.ensure(name)
    variable.value = value
    variable.exported = true
  }
  setDefaults(shell)
  shell.name = options.plain ? 'sh' : options.login ? '-bash' : 'bash'
  shell.loginShell = options.login
  shell.interactive = options.interactive
  if (options.interactive) {
    shell.variables.set(
      'PS1',
      options.plain ? plainPrompt(machine.facts) : prompt(machine.facts, user.uid),
    )
    shell.shopt.set('expand_aliases', true)
    shell.options.monitor = true
  }
  const rc = machine.facts.family === 'debian' ? '.profile' : '.bash_profile'
  if (options.login && !options.plain)
    for (const path of ['/etc/profile', `${user.home}/${rc}`]) await readProfile(shell, path)
  else if (options.interactive && !options.plain) await readProfile(shell, `${user.home}/.bashrc`)
  if (tty) shell.history = await readHistory(shell, user.home)
  return shell
}

function plainPrompt(facts: DistributionFacts): string {
  return facts.family === 'debian' ? '\\$ ' : '\\s-\\v\\$ '
}

export function setDefaults(shell: Shell): void {
  const { variables, machine } = shell
  const { facts } = machine
  variables.set('IFS', ' \t\n')
  variables.set('PS2', '> ')
  variables.set('PS4', '+ ')
  variables.set('HOSTNAME', machine.hostname)
  variables.set('BASH', '/bin/bash')
  variables.set('BASH_VERSION', facts.bash)
  variables.ensure('BASH_VERSINFO').items = new Map(
    facts.bash.split(/[.()-]+/).map((part, index) => [String(index), part]),
  )
  variables.set('OSTYPE', 'linux-gnu')
  variables.set(
    'MACHTYPE',
    machine.spec.architecture === 'arm64' ? 'aarch64-linux-gnu' : 'x86_64-pc-linux-gnu',
  )
  variables.set('HOSTTYPE', machine.spec.architecture === 'arm64' ? 'aarch64' : 'x86_64')
  variables.set('OPTIND', '1')
  variables.set('HISTSIZE', '1000')
  for (const name of ['PWD', 'SHLVL', 'OLDPWD']) variables.ensure(name).exported = true
  variables.set('PWD', shell.cwd)
  variables.set('SHLVL', String(Number(variables.get('SHLVL') ?? '0') + 1))
}

async function readProfile(shell: Shell, path: string): Promise<void> {
  const text = await shell.machine.vfs.readText(path, shell.cred).catch(() => undefined)
  if (text === undefined) return
  const PS1 = shell.variables.get('PS1')
  try {
    await runScript(shell, shell.machine.parse(text))
  } catch (error) {
    shell.status = await statusOf(shell, error)
  }
  if (shell.variables.get('PS1') === undefined && PS1 !== undefined) shell.variables.set('PS1', PS1)
  shell.status = 0
}

async function readHistory(shell: Shell, home: string): Promise<string[]> {
  const text = await shell.machine.vfs.readText(`${home}/.bash_history`, shell.cred).catch(() => '')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-1000)
}

export function saveHistory(shell: Shell, home: string): void {
  if (shell.history.length === 0) return
  try {
    shell.machine.vfs.writeFile(
      `${home}/.bash_history`,
      `${shell.history.slice(-1000).join('\n')}\n`,
      shell.cred,
      0o600,
    )
  } catch {
    // A home that cannot be written to keeps no history, as in life.
  }
}
