import type { Credentials } from '../vfs/inode.ts'
import type { OpenFile, TtyDevice } from './open-file.ts'

/** A signal ended, or must end, what was running. */
export class Killed extends Error {
  override readonly name = 'Killed'
  readonly signal: number

  constructor(signal: number) {
    super(`killed by signal ${signal}`)
    this.signal = signal
  }
}

export const signalNumbers: Readonly<Record<string, number>> = {
  HUP: 1,
  INT: 2,
  QUIT: 3,
  ILL: 4,
  TRAP: 5,
  ABRT: 6,
  BUS: 7,
  FPE: 8,
  KILL: 9,
  USR1: 10,
  SEGV: 11,
  USR2: 12,
  PIPE: 13,
  ALRM: 14,
  TERM: 15,
  STKFLT: 16,
  CHLD: 17,
  CONT: 18,
  STOP: 19,
  TSTP: 20,
  TTIN: 21,
  TTOU: 22,
  URG: 23,
  XCPU: 24,
  XFSZ: 25,
  VTALRM: 26,
  PROF: 27,
  WINCH: 28,
  IO: 29,
  PWR: 30,
  SYS: 31,
}

export function signalName(number: number): string | undefined {
  return Object.entries(signalNumbers).find(([, value]) => value === number)?.[0]
}

/** A program as it was called. */
export interface RunningProgram {
  readonly name: string
  readonly args: readonly string[]
  readonly path: string
  readonly cwd: string
  readonly umask: number
  readonly env: ReadonlyMap<string, string>
  readonly files: ReadonlyMap<number, OpenFile>
}

export class Process {
  readonly pid: number
  ppid: number
  argv: readonly string[]
  cred: Credentials
  /** Who started it, where a program's setuid bit makes it somebody else. */
  realUid: number
  readonly startMs: number
  readonly tty: TtyDevice | undefined
  /** Not reached by the keys of its terminal. */
  background = false
  /** A shell's copy that in life would have become the program it runs. */
  hidden = false
  readonly ignored = new Set<number>()
  /** The shells and programs that it is: what they stand in and have open keeps a file system busy. */
  readonly holders = new Set<{
    readonly cwd: string
    readonly files: ReadonlyMap<number, OpenFile>
  }>()
  /** Says true when the process deals with the signal itself. */
  onSignal: ((signal: number) => boolean) | undefined
  state: 'R' | 'S' | 'T' | 'Z' = 'S'
  /** Processor time so far, as the guest counts it. */
  cpuMs = 0
  memoryKiB = 3_400
  /**
   * It only waits for connections and keeps nothing in mind that its service could not take up again: a guest in which nothing else
   * runs can be parked, and starts it anew when it wakes.
   */
  dormant = false
  /** The service it belongs to, itself or through its parent. */
  unit: string | undefined
  /** The program that it is, as it was called. */
  program: RunningProgram | undefined
  /** It put itself into the background: what its program was called with made it, not what it is. */
  forked = false
  /** It does nothing but wait for the program that it started. */
  wraps = false
  /** Taken up again after the guest was parked: it has said all that it says at its start. */
  resumed = false
  /** What a service that was taken up again knew before; what it would have to know next time. */
  kept: string | undefined
  /** Called once when the process is over. */
  readonly onEnd = new Set<() => void>()
  readonly #ready = Promise.withResolvers<void>()
  #controller = new AbortController()

  constructor(
    pid: number,
    ppid: number,
    argv: readonly string[],
    cred: Credentials,
    startMs: number,
    tty?: TtyDevice,
  ) {
    this.pid = pid
    this.ppid = ppid
    this.argv = argv
    this.cred = cred
    this.realUid = cred.uid
    this.startMs = startMs
    this.tty = tty
  }

  /** Aborted when the process must end; its reason is a `Killed`. */
  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Resolves when the program says that it serves. */
  get ready(): Promise<void> {
    return this.#ready.promise
  }

  /** The program serves now: what `systemctl start` waits for. */
  tellReady(): void {
    this.#ready.resolve()
  }

  deliver(signal: number): void {
    if (signal === 0) return
    const forced = signal === 9
    if (!forced && (this.ignored.has(signal) || this.onSignal?.(signal))) return
    // CHLD, CONT, URG and WINCH end nobody.
    if ([17, 18, 23, 28].includes(signal)) return
    this.#controller.abort(new Killed(signal))
  }

  /** An interactive shell lives on after its command was interrupted. */
  renewSignal(): void {
    if (this.#controller.signal.aborted) this.#controller = new AbortController()
  }
}
