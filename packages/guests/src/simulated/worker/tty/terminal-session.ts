import type { ShellRemains } from '../../protocol.ts'
import type { Machine } from '../system/machine.ts'
import { rootCredentials } from '../vfs/inode.ts'
import type { Shell } from '../shell/shell.ts'
import { runOnTerminal } from './login-shell.ts'
import { Tty } from './tty.ts'

export interface SessionOptions {
  readonly terminal: number
  readonly user: string
  readonly cols: number
  readonly rows: number
  readonly argv?: readonly string[]
  readonly term?: string
  readonly remains?: ShellRemains
}

/** One open terminal: a login, its shell, its end. */
export class TerminalSession {
  readonly tty: Tty
  readonly #machine: Machine
  readonly #options: SessionOptions

  constructor(machine: Machine, options: SessionOptions) {
    this.#machine = machine
    this.#options = options
    this.tty = new Tty(machine.takeTerminalName(), options.cols, options.rows, {
      send: (bytes) => machine.outside.post({ type: 'output', terminal: options.terminal, bytes }),
      signal: (number) => machine.processes.signalTerminal(this.tty, number),
    })
    machine.echoes.set(this.tty, (on) => {
      this.tty.echo = on
    })
  }

  /** Runs until the shell ends; answers its exit code. */
  async run(): Promise<number> {
    const machine = this.#machine
    const { user: name, remains, argv, term } = this.#options
    await machine.outside.freshNow()
    await machine.users.refresh()
    const isAgent = name === 'ssm-user'
    if (isAgent && !machine.users.byName(name)) await addUser(machine, name)
    const user = machine.users.byName(name)
    if (!user) {
      this.tty.show(`${name}: no such user on this instance\r\n`)
      machine.echoes.delete(this.tty)
      return 1
    }
    const process = machine.processes.start(
      argv ?? [isAgent ? 'sh' : '-bash'],
      machine.users.credentials(user),
      this.tty,
    )
    if (!isAgent && !remains && argv === undefined) await this.#greet()
    return runOnTerminal(machine, {
      user,
      process,
      tty: this.tty,
      plain: isAgent,
      ...(argv ? { argv } : {}),
      ...(isAgent ? { cwd: '/usr/bin' } : {}),
      ...(term === undefined ? {} : { env: new Map([['TERM', term]]) }),
      onStart: (shell) => {
        if (remains) restore(shell, remains)
      },
      afterEach: (shell) => {
        this.#keepRemains(shell)
        machine.flush()
      },
    })
  }

  hangUp(): void {
    this.tty.hangUp()
    this.#machine.processes.signalTerminal(this.tty, 1)
  }

  async #greet(): Promise<void> {
    const motd = await this.#machine.vfs.readText('/etc/motd', rootCredentials).catch(() => '')
    this.tty.show(motd.replaceAll('\n', '\r\n'))
  }

  #keepRemains(shell: Shell): void {
    const env = [...shell.variables.environment()]
    this.#machine.outside.post({
      type: 'remains',
      terminal: this.#options.terminal,
      remains: { cwd: shell.cwd, env, history: shell.history.slice(-200) },
    })
  }
}

function restore(shell: Shell, remains: ShellRemains): void {
  if (shell.machine.vfs.peek(remains.cwd, shell.cred)?.kind === 'directory') shell.cwd = remains.cwd
  for (const [name, value] of remains.env) {
    const variable = shell.variables.ensure(name)
    variable.value = value
    variable.exported = true
  }
  shell.variables.set('PWD', shell.cwd)
  shell.history = [...remains.history]
  shell.status = 130
}

/** Makes a user with a home directory, as `useradd -m` and the agent do. */
export async function addUser(
  machine: Machine,
  name: string,
  options: Parameters<Machine['users']['add']>[1] = {},
): Promise<void> {
  const user = await machine.users.add(name, options)
  if (machine.vfs.peek(user.home, rootCredentials)) return
  machine.vfs.makeDirectories(user.home, rootCredentials)
  machine.vfs.chown(user.home, user.uid, user.gid, rootCredentials)
  machine.vfs.chmod(user.home, machine.facts.family === 'debian' ? 0o750 : 0o700, rootCredentials)
  for (const [file] of machine.vfs.list('/etc/skel', rootCredentials)) {
    machine.vfs.writeFile(
      `${user.home}/${file}`,
      await machine.vfs.readFile(`/etc/skel/${file}`, rootCredentials),
      rootCredentials,
    )
    machine.vfs.chown(`${user.home}/${file}`, user.uid, user.gid, rootCredentials)
  }
}
