import { ShellError } from '../shell/control-flow.ts'
import type { Credentials } from '../vfs/inode.ts'
import type { TtyDevice } from './open-file.ts'
import { Process } from './process.ts'

/** More than this is a fork bomb. */
const maxProcesses = 400

/** Everything that runs in the guest: its kernel's and its services' processes, and those that really run here. */
export class ProcessTable {
  readonly #processes = new Map<number, Process>()
  readonly #now: () => number
  nextPid: number
  #replayed: number[] = []
  /** The living set changed. */
  onChange: () => void = () => {}

  constructor(now: () => number, nextPid: number) {
    this.#now = now
    this.nextPid = nextPid
  }

  /** Processes that run in this worker. */
  get living(): readonly Process[] {
    return [...this.#processes.values()]
  }

  spawn(parent: Process, argv: readonly string[]): Process {
    return this.#add(parent.pid, argv, parent.cred, parent.tty, parent)
  }

  /** A process that no shell started: a login, a unit, cloud-init. */
  start(argv: readonly string[], cred: Credentials, tty?: TtyDevice, pid?: number): Process {
    return this.#add(1, argv, cred, tty, undefined, pid)
  }

  end(process: Process, _status: number): void {
    if (!this.#processes.delete(process.pid)) return
    for (const tell of process.onEnd) tell()
    for (const child of this.#processes.values()) if (child.ppid === process.pid) child.ppid = 1
    this.onChange()
  }

  byPid(pid: number): Process | undefined {
    return this.#processes.get(pid)
  }

  setBackground(pid: number, background: boolean): void {
    for (const process of this.#processes.values())
      if (process.pid === pid || process.ppid === pid) process.background = background
  }

  /** Sends a signal; answers what went wrong. */
  kill(pid: number, signal: number, cred: Credentials): string | undefined {
    const targets = pid > 0 ? [this.#processes.get(pid)] : this.#family(-pid)
    const [first] = targets
    if (!first)
      return pid > 0 && pid < 300 && cred.uid !== 0 ? 'Operation not permitted' : 'No such process'
    for (const target of targets) {
      if (!target) continue
      if (cred.uid !== 0 && target.cred.uid !== cred.uid) return 'Operation not permitted'
      target.deliver(signal)
    }
    return undefined
  }

  /** A process and everything that it started. */
  #family(pid: number): Process[] {
    const own = this.#processes.get(pid)
    const children = [...this.#processes.values()].filter((one) => one.ppid === pid)
    return [...(own ? [own] : []), ...children.flatMap((child) => this.#family(child.pid))]
  }

  /** A key of the terminal: Ctrl-C, Ctrl-\ or a hang-up. */
  signalTerminal(tty: TtyDevice, signal: number): void {
    for (const process of this.#processes.values())
      if (process.tty === tty && (!process.background || signal === 1)) process.deliver(signal)
  }

  signalAll(signal: number): void {
    for (const process of this.#processes.values()) process.deliver(signal)
  }

  takePid(): number {
    return this.nextPid++
  }

  /** A process of a server: its master in the background, or a worker. */
  serving(argv: readonly string[], cred: Credentials, ppid = 1): Process {
    return this.#add(ppid, argv, cred, undefined, undefined, this.#replayed.shift())
  }

  /** Those of a service, by age. */
  ofUnit(unit: string): readonly Process[] {
    return this.living.filter((process) => process.unit === unit)
  }

  /** While a service is taken up again, its processes get the numbers that they had. */
  async replay<T>(pids: readonly number[], run: () => Promise<T>): Promise<T> {
    this.#replayed = [...pids]
    try {
      return await run()
    } finally {
      this.#replayed = []
    }
  }

  #add(
    ppid: number,
    argv: readonly string[],
    cred: Credentials,
    tty: TtyDevice | undefined,
    parent?: Process,
    pid = this.takePid(),
  ): Process {
    if (this.#processes.size >= maxProcesses)
      throw new ShellError('fork: retry: Resource temporarily unavailable')
    const process = new Process(pid, ppid, argv, cred, this.#now(), tty)
    if (parent) {
      process.background = parent.background
      process.unit = parent.unit
      process.resumed = parent.resumed
      process.kept = parent.kept
      for (const signal of parent.ignored) process.ignored.add(signal)
    }
    this.#processes.set(process.pid, process)
    this.onChange()
    return process
  }
}
