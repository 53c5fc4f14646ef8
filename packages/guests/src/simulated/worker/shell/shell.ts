import type { CommandNode } from 'just-bash'
import type { Machine } from '../system/machine.ts'
import type { OpenFile } from '../system/open-file.ts'
import { absolutePath } from '../system/absolute-path.ts'
import type { Process } from '../system/process.ts'
import { FsError } from '../vfs/errors.ts'
import type { Job } from './jobs.ts'
import { Variables } from './variables.ts'

type FunctionDefNode = Extract<CommandNode, { type: 'FunctionDef' }>

export interface ShellOptions {
  errexit: boolean
  nounset: boolean
  xtrace: boolean
  noglob: boolean
  noclobber: boolean
  pipefail: boolean
  allexport: boolean
  noexec: boolean
  verbose: boolean
  monitor: boolean
  errtrace: boolean
}

export const optionLetters: Readonly<Record<string, keyof ShellOptions>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  C: 'noclobber',
  a: 'allexport',
  n: 'noexec',
  v: 'verbose',
  m: 'monitor',
  E: 'errtrace',
}

/** Everything one shell knows; a subshell is a copy. */
export class Shell {
  readonly machine: Machine
  process: Process
  /** `$$`: of the main shell, also in its subshells. */
  readonly mainPid: number
  cwd: string
  umask = 0o022
  variables = new Variables()
  functions = new Map<string, FunctionDefNode>()
  aliases = new Map<string, string>()
  options: ShellOptions = {
    errexit: false,
    nounset: false,
    xtrace: false,
    noglob: false,
    noclobber: false,
    pipefail: false,
    allexport: false,
    noexec: false,
    verbose: false,
    monitor: false,
    errtrace: false,
  }
  readonly shopt = new Map<string, boolean>([
    ['expand_aliases', false],
    ['nullglob', false],
    ['dotglob', false],
    ['nocasematch', false],
    ['globstar', false],
    ['extglob', false],
    ['failglob', false],
    ['nocaseglob', false],
    ['lastpipe', false],
    ['histappend', true],
    ['checkwinsize', true],
    ['cmdhist', true],
  ])
  files = new Map<number, OpenFile>()
  /** `$0` */
  name = 'bash'
  parameters: string[] = []
  status = 0
  pipeStatus: number[] = [0]
  /** Of the last `$(…)` in the command that is being expanded. */
  substitutionStatus: number | undefined
  lastBackground: number | undefined
  lastArgument = ''
  readonly traps = new Map<string, string>()
  pendingSignals: number[] = []
  jobs: Job[] = []
  /** Those of the shell that this one is a copy of: `jobs | wc -l` shows them, but nobody here can wait for them. */
  inheritedJobs: readonly Job[] = []
  readonly disabledBuiltins = new Set<string>()
  directoryStack: string[] = []
  interactive = false
  loginShell = false
  isSubshell = false
  /** After `exec`: the next program takes over this shell's own process. */
  replaced = false
  history: string[] = []
  callDepth = 0
  functionNames: string[] = []
  loopDepth = 0
  sourceDepth = 0
  /** Within a condition, `set -e` does not count. */
  guarded = 0
  line = 1
  /** Lines before the text that is run, in the file that it stands in. */
  lineOffset = 0
  /** The file that `source` reads; messages name it instead of the script. */
  sourceName: string | undefined
  /** Whether it runs what came after `-c`. */
  isCommandText = false
  /** The command that runs, or ran when a trap began: `BASH_COMMAND`. */
  command: CommandNode | undefined
  inTrap = false
  randomState = 1
  secondsBase: number
  getoptsAt = 0

  constructor(machine: Machine, process: Process, cwd: string) {
    this.machine = machine
    this.process = process
    this.mainPid = process.pid
    this.cwd = cwd
    process.holders.add(this)
    this.secondsBase = machine.outside.now()
    this.randomState = (process.pid * 2_654_435_761) >>> 0 || 1
  }

  get signal(): AbortSignal {
    return this.process.signal
  }

  get cred() {
    return this.process.cred
  }

  /** An absolute path from what was typed. */
  absolute(path: string): string {
    return absolutePath(path, this.cwd, this.process)
  }

  file(fd: number): OpenFile {
    const file = this.files.get(fd)
    if (!file) throw new FsError('EBADF', String(fd), 'write')
    return file
  }

  async write(fd: number, text: string | Uint8Array): Promise<void> {
    if (text.length === 0) return
    await this.file(fd).write(typeof text === 'string' ? Buffer.from(text) : text, this.signal)
  }

  /** A complaint of the shell itself. */
  async complain(message: string): Promise<void> {
    const where = this.interactive
      ? `${this.loginShell ? '-' : ''}bash`
      : `${this.sourceName ?? this.name}: line ${this.line}`
    const prefix = this.name === 'sh' && this.interactive ? 'sh' : where
    await this.files.get(2)?.write(Buffer.from(`${prefix}: ${message}\n`), this.signal)
  }

  /** A copy that runs in a process of its own; the caller closes it. */
  fork(background = this.process.background): Shell {
    const process = this.machine.processes.spawn(this.process, this.process.argv)
    process.background = background
    const child = new Shell(this.machine, process, this.cwd)
    Object.assign(child, { mainPid: this.mainPid })
    child.umask = this.umask
    child.variables = this.variables.clone()
    child.functions = new Map(this.functions)
    child.aliases = new Map(this.aliases)
    child.options = { ...this.options, monitor: false }
    for (const [name, on] of this.shopt) child.shopt.set(name, on)
    for (const [fd, file] of this.files) child.files.set(fd, file.share())
    child.name = this.name
    child.parameters = [...this.parameters]
    child.status = this.status
    child.lastBackground = this.lastBackground
    child.lastArgument = this.lastArgument
    child.directoryStack = [...this.directoryStack]
    child.history = this.history
    child.callDepth = this.callDepth
    child.functionNames = [...this.functionNames]
    child.line = this.line
    child.lineOffset = this.lineOffset
    child.sourceName = this.sourceName
    child.isCommandText = this.isCommandText
    child.command = this.command
    child.inheritedJobs = [...this.inheritedJobs, ...this.jobs]
    for (const name of this.disabledBuiltins) child.disabledBuiltins.add(name)
    child.inTrap = this.inTrap
    const trap = this.options.errtrace ? this.traps.get('ERR') : undefined
    if (trap !== undefined) child.traps.set('ERR', trap)
    child.isSubshell = true
    child.guarded = this.guarded
    child.randomState = (this.randomState ^ (process.pid * 40_503)) >>> 0 || 1
    child.secondsBase = this.secondsBase
    return child
  }

  close(): void {
    for (const file of this.files.values()) file.release()
    this.files.clear()
    this.process.holders.delete(this)
  }

  nextRandom(): number {
    // Marsaglia's xorshift32: what RANDOM gives must be the same in every run of the same guest.
    let x = this.randomState
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    this.randomState = x >>> 0 || 1
    return this.randomState & 0x7fff
  }
}
