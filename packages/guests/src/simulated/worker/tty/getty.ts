import { machineName } from '../../distributions.ts'
import { strftime } from '../shell/printf.ts'
import { authLog } from '../system/auth-log.ts'
import type { Login } from '../system/logins.ts'
import type { Machine } from '../system/machine.ts'
import { passwordMatches, passwordState } from '../system/passwords.ts'
import { Killed, type Process } from '../system/process.ts'
import type { User } from '../system/users.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { runOnTerminal } from './login-shell.ts'
import { Tty } from './tty.ts'

export interface GettyOptions {
  readonly terminal: number
  readonly cols: number
  readonly rows: number
}

/** How long `login` waits after a wrong password, in ms of the account's time. */
const failDelayMs = 3_000

/** `agetty` on ttyS0: a login prompt at each empty line, passwords as `/etc/shadow` has them, the user's shell, and again. */
export class GettySession {
  readonly tty: Tty
  readonly #machine: Machine
  #hungUp = false

  constructor(machine: Machine, options: GettyOptions) {
    this.#machine = machine
    this.tty = new Tty('ttyS0', options.cols, options.rows, {
      send: (bytes) => machine.outside.post({ type: 'output', terminal: options.terminal, bytes }),
      signal: (number) => machine.processes.signalTerminal(this.tty, number),
    })
    machine.echoes.set(this.tty, (on) => {
      this.tty.echo = on
    })
  }

  async run(): Promise<number> {
    const machine = this.#machine
    let prompted = false
    while (!this.#hungUp) {
      const process = machine.processes.start(
        ['agetty', '115200', 'ttyS0'],
        rootCredentials,
        this.tty,
      )
      process.onSignal = (signal) => signal === 2 || signal === 3
      try {
        const name = await this.#line(process)
        if (name === undefined) break
        if (name.trim() === '') this.#prompt()
        else if (await this.#login(process, name.trim())) this.#prompt()
        prompted = true
      } catch (error) {
        if (!(error instanceof Killed)) throw error
        if (prompted) this.#prompt()
      } finally {
        machine.processes.end(process, 0)
      }
    }
    machine.echoes.delete(this.tty)
    return 0
  }

  hangUp(): void {
    this.#hungUp = true
    this.tty.hangUp()
    this.#machine.processes.signalTerminal(this.tty, 1)
  }

  #prompt(): void {
    const { facts, hostname, spec } = this.#machine
    const short = hostname.split('.')[0] ?? hostname
    this.tty.show(
      `\r\n${facts.login}\r\nKernel ${facts.kernel} on an ${machineName(spec.architecture)} (ttyS0)\r\n\r\n${short} login: `,
    )
  }

  async #line(process: Process): Promise<string | undefined> {
    const bytes = await this.tty.readCooked(1024, process.signal)
    return bytes && Buffer.from(bytes).toString().replace(/\n$/, '')
  }

  /** Asks for the password, and runs the user's shell if it fits; true when the prompt is due again. */
  async #login(process: Process, name: string): Promise<boolean> {
    const machine = this.#machine
    await machine.outside.freshNow()
    await machine.users.refresh()
    const user = machine.users.byName(name)
    process.argv = ['login', '--', name]
    if (!user || (await passwordState(machine, user.name)) !== 'empty') {
      this.tty.show('Password: ')
      this.tty.echo = false
      const password = await this.#line(process).finally(() => {
        this.tty.echo = true
      })
      this.tty.show('\r\n')
      if (password === undefined) return false
      if (!user || !(await passwordMatches(machine, user.name, password))) {
        await authLog(
          machine,
          'login',
          process.pid,
          `FAILED LOGIN 1 FROM ttyS0 FOR ${user ? name : '(unknown)'}, Authentication failure`,
        )
        await machine.outside.sleep(failDelayMs, process.signal)
        this.tty.show('Login incorrect\r\n')
        return true
      }
    }
    await this.#shell(process, user)
    return true
  }

  async #shell(getty: Process, user: User): Promise<void> {
    const machine = this.#machine
    const last = await machine.logins.lastOf(user.uid)
    const motd = await machine.vfs.readText('/etc/motd', rootCredentials).catch(() => '')
    if (last)
      this.tty.show(
        `Last login: ${strftime('%a %b %e %H:%M:%S', last.sinceMs)} ${last.host === '' ? `on ${last.line}` : `from ${last.host}`}\r\n`,
      )
    this.tty.show(motd.replaceAll('\n', '\r\n'))
    const process = machine.processes.start(['-bash'], machine.users.credentials(user), this.tty)
    process.ppid = getty.pid
    // The keys and the hang-up of the terminal are the shell's from here on.
    getty.background = true
    const login: Login = {
      user: user.name,
      uid: user.uid,
      line: this.tty.name,
      host: '',
      pid: process.pid,
      sinceMs: machine.outside.now(),
    }
    machine.logins.begin(login)
    await authLog(
      machine,
      'login',
      getty.pid,
      `pam_unix(login:session): session opened for user ${user.name}(uid=${user.uid}) by LOGIN(uid=0)`,
    )
    getty.onSignal = () => true
    await runOnTerminal(machine, {
      user,
      process,
      tty: this.tty,
      staysOpen: true,
      env: new Map([['TERM', 'vt220']]),
    })
    machine.logins.end(login)
  }
}
