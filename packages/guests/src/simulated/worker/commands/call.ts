import type { Machine } from '../system/machine.ts'
import type { OpenFile } from '../system/open-file.ts'
import { absolutePath } from '../system/absolute-path.ts'
import { Killed, type Process } from '../system/process.ts'
import { Shell } from '../shell/shell.ts'
import { runWords, statusOf, finish } from '../shell/execute.ts'
import type { Credentials } from '../vfs/inode.ts'
import { reasonOf } from '../vfs/errors.ts'

/** A program: gets its call, answers its exit code. */
export type Program = (call: Call) => Promise<number>

/** One running program: its arguments, files and rights. */
export class Call {
  readonly machine: Machine
  readonly process: Process
  readonly name: string
  readonly args: string[]
  readonly env: Map<string, string>
  readonly cwd: string
  readonly umask: number
  readonly files: ReadonlyMap<number, OpenFile>
  /** Only the path that it was found by can tell a script's name. */
  readonly path: string

  constructor(from: {
    machine: Machine
    process: Process
    words: readonly string[]
    env: Map<string, string>
    cwd: string
    umask: number
    files: ReadonlyMap<number, OpenFile>
    path: string
  }) {
    this.machine = from.machine
    this.process = from.process
    this.name = from.words[0]?.split('/').at(-1) ?? ''
    this.args = from.words.slice(1)
    this.env = from.env
    this.cwd = from.cwd
    this.umask = from.umask
    this.files = from.files
    this.path = from.path
    this.process.holders.add(this)
    this.process.program = this
  }

  get signal(): AbortSignal {
    return this.process.signal
  }

  get cred(): Credentials {
    return this.process.cred
  }

  /** Call it in every loop: lets others have their turn, and slows what computes without end. */
  breathe(): Promise<void> {
    return this.machine.scheduler.breathe(this.process)
  }

  get vfs() {
    return this.machine.vfs
  }

  get tty() {
    return this.files.get(1)?.tty
  }

  absolute(path: string): string {
    return absolutePath(path, this.cwd, this.process)
  }

  async out(text: string | Uint8Array): Promise<void> {
    if (text.length > 0)
      await this.files
        .get(1)
        ?.write(typeof text === 'string' ? Buffer.from(text) : text, this.signal)
  }

  async err(text: string): Promise<void> {
    await this.files.get(2)?.write(Buffer.from(text), this.signal)
  }

  /** `name: text` on standard error; answers the exit code. */
  async fail(text: string, status = 1): Promise<number> {
    await this.err(`${this.name}: ${text}\n`)
    return status
  }

  /** The same for a thrown error about a path. */
  failAt(what: string, error: unknown): Promise<number> {
    this.signal.throwIfAborted()
    return this.fail(`${what}: ${reasonOf(error)}`)
  }

  async readAll(fd = 0): Promise<Buffer> {
    const file = this.files.get(fd)
    const parts: Uint8Array[] = []
    let length = 0
    for (;;) {
      const bytes = await file?.read(65_536, this.signal)
      if (!bytes) return Buffer.concat(parts)
      length += bytes.length
      if (length > 256 * 1024 * 1024) throw new Error('Cannot allocate memory')
      parts.push(bytes.slice())
    }
  }

  /** A file by name, `-` being standard input; the caller releases it. */
  open(path: string): OpenFile {
    const stdin = path === '-' ? this.files.get(0) : undefined
    return stdin
      ? stdin.share()
      : this.machine.open(this.absolute(path), 'read', this.cred, this.files)
  }

  /** Becomes another command, as `exec` does. */
  async become(
    words: readonly string[],
    change: {
      readonly env?: ReadonlyMap<string, string>
      readonly files?: ReadonlyMap<number, OpenFile>
    } = {},
  ): Promise<number> {
    const shell = new Shell(this.machine, this.process, this.cwd)
    shell.name = this.name
    shell.umask = this.umask
    for (const [name, value] of change.env ?? this.env) {
      const variable = shell.variables.ensure(name)
      variable.value = value
      variable.exported = true
    }
    for (const [fd, file] of this.files)
      shell.files.set(fd, (change.files?.get(fd) ?? file).share())
    shell.replaced = true
    let status: number
    try {
      status = await runWords(shell, [...words])
    } catch (error) {
      status = await statusOf(shell, error)
    }
    status = await finish(shell, status)
    shell.close()
    this.signal.throwIfAborted()
    return status
  }

  /** Runs another command as a child of this one. */
  async run(
    words: readonly string[],
    change: {
      cred?: Credentials
      env?: Map<string, string>
      cwd?: string
      stdin?: OpenFile
      stdout?: OpenFile
      onStart?: (pid: number) => void
    } = {},
  ): Promise<number> {
    const process = this.machine.processes.spawn(this.process, words)
    if (change.cred) process.cred = change.cred
    // Who waits for it passes on what ends him.
    const { signal } = this
    const end = (): void =>
      process.deliver(signal.reason instanceof Killed ? signal.reason.signal : 15)
    signal.addEventListener('abort', end, { once: true })
    const shell = new Shell(this.machine, process, change.cwd ?? this.cwd)
    shell.name = this.name
    shell.umask = this.umask
    for (const [name, value] of change.env ?? this.env) {
      const variable = shell.variables.ensure(name)
      variable.value = value
      variable.exported = true
    }
    for (const [fd, file] of this.files) {
      const other = fd === 0 ? change.stdin : fd === 1 ? change.stdout : undefined
      shell.files.set(fd, (other ?? file).share())
    }
    // The child becomes the program.
    shell.replaced = true
    let status: number
    change.onStart?.(process.pid)
    try {
      status = await runWords(shell, [...words])
    } catch (error) {
      status = await statusOf(shell, error)
    }
    status = await finish(shell, status)
    signal.removeEventListener('abort', end)
    this.machine.processes.end(process, status)
    shell.close()
    this.signal.throwIfAborted()
    return status
  }
}

/** Splits single-letter options (some with a value) and long ones from operands. */
export function options(
  args: readonly string[],
  withValue = '',
  longWithValue: readonly string[] = [],
): { flags: Map<string, string>; operands: string[] } {
  const flags = new Map<string, string>()
  const operands: string[] = []
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? ''
    if (arg === '--') {
      operands.push(...args.slice(i + 1))
      break
    }
    if (arg.startsWith('--')) {
      const [name = '', value] = arg.slice(2).split(/=(.*)/s)
      flags.set(name, value ?? (longWithValue.includes(name) ? (args[++i] ?? '') : ''))
    } else if (arg.startsWith('-') && arg.length > 1) {
      for (let at = 1; at < arg.length; at++) {
        const letter = arg.charAt(at)
        if (!withValue.includes(letter)) flags.set(letter, '')
        else {
          flags.set(letter, arg.slice(at + 1) || (args[++i] ?? ''))
          break
        }
      }
    } else operands.push(arg)
  }
  return { flags, operands }
}
