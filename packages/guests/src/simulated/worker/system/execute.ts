import type { ExecuteOptions } from '../../../driver.ts'
import { finish, runWords, statusOf } from '../shell/execute.ts'
import { rootCredentials } from '../vfs/inode.ts'
import { startShell } from './login.ts'
import type { Machine } from './machine.ts'
import type { OpenFile } from './open-file.ts'
import { signalName, signalNumbers } from './process.ts'

/** A program that somebody outside started, without a terminal. */
export class Execution {
  readonly #machine: Machine
  readonly #options: ExecuteOptions
  #pid: number | undefined
  #sent: number | undefined

  constructor(machine: Machine, options: ExecuteOptions) {
    this.#machine = machine
    this.#options = options
  }

  /** Runs to its end; the caller releases the files. */
  async run(files: ReadonlyMap<number, OpenFile>): Promise<{ code: number; signal?: string }> {
    const machine = this.#machine
    const { user: name, argv, env, cwd } = this.#options
    await machine.outside.freshNow()
    await machine.users.refresh()
    const user = machine.users.byName(name)
    if (!user) {
      const text = Buffer.from(`${name}: no such user on this instance\n`)
      await files.get(2)?.write(text, new AbortController().signal)
      return { code: 1 }
    }
    const process = machine.processes.start(argv, machine.users.credentials(user))
    process.hidden = true
    this.#pid = process.pid
    const home = machine.vfs.peek(user.home, rootCredentials)?.kind === 'directory'
    const shell = await startShell(machine, {
      user,
      process,
      files,
      login: false,
      interactive: false,
      env: new Map(Object.entries(env ?? {})),
      cwd: cwd ?? (home ? user.home : '/'),
    })
    if (this.#sent !== undefined) process.deliver(this.#sent)
    let code: number
    try {
      // Killed before it began: nobody would tell what it starts now.
      process.signal.throwIfAborted()
      code = await runWords(shell, [...argv])
    } catch (error) {
      code = await statusOf(shell, error)
    }
    code = await finish(shell, code)
    machine.processes.end(process, code)
    shell.close()
    machine.flush()
    const signal = this.#sent !== undefined && code === 128 + this.#sent && signalName(this.#sent)
    return signal ? { code, signal } : { code }
  }

  kill(signal: string): void {
    const number = signalNumbers[signal]
    if (number === undefined) return
    this.#sent = number
    const { processes } = this.#machine
    const own = processes.living.filter((one) => one.pid === this.#pid || one.ppid === this.#pid)
    // In life the program has taken the place of the shell that started it. What kills for certain goes to both: a program that
    // ends just now must not leave the shell to go on with the next.
    const program = own.filter((one) => one.pid !== this.#pid)
    const both = number === signalNumbers['KILL'] || program.length === 0
    for (const process of both ? own : program) process.deliver(number)
  }
}
