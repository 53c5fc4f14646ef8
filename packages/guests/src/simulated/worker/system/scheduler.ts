import { CpuModel, type CpuState } from '../../cpu-model.ts'
import type { Outside } from '../outside.ts'
import type { Process } from './process.ts'

/** What a process may compute in one go, in ms of real processor time, before it is slowed. */
const burstMs = 1_000
/** What it gets back for each ms of the account's time. */
const refill = 0.005
/** What it may compute between two waits once it is slowed. */
const sliceMs = 10
const firstWaitMs = 500
const longestWaitMs = 30_000

interface Account {
  spentMs: number
  atMs: number
  waits: number
}

/**
 * Who wants to run. A program that computes without end is let run for a moment and then only now and then: in the guest's own books it
 * keeps its processor busy all the time, on the host it costs next to nothing.
 */
export class Scheduler {
  readonly model: CpuModel
  readonly #outside: Outside
  readonly #accounts = new WeakMap<Process, Account>()
  readonly #busy = new Set<Process>()
  #cpuMs: number
  #used = 0
  /** Up to when busy processes have their time written up. */
  #tallied = 0

  constructor(
    outside: Outside,
    options: ConstructorParameters<typeof CpuModel>[0],
    state: CpuState,
  ) {
    this.#outside = outside
    this.model = new CpuModel(options, state)
    this.#cpuMs = threadMs()
  }

  /** Call it in every loop that a guest controls, in place of `outside.breathe`. */
  async breathe(process: Process): Promise<void> {
    if (!this.#outside.breathless) return
    await this.#outside.breathe()
    const spent = this.#charge(process)
    if (spent === undefined) return
    const waitMs = Math.min(longestWaitMs, firstWaitMs * 2 ** spent.waits++)
    this.setBusy(process, true)
    try {
      await this.#outside.sleep(waitMs, process.signal)
    } finally {
      this.setBusy(process, false)
    }
    // Whatever the wait, the next slice is as short.
    spent.spentMs = burstMs - sliceMs
    spent.atMs = this.#outside.now()
  }

  /** A process that keeps a processor busy by its nature (`stress`), or no longer does. */
  setBusy(process: Process, busy: boolean): void {
    const now = this.#outside.now()
    this.model.advance(now)
    this.#tally(now)
    if (busy) this.#busy.add(process)
    else this.#busy.delete(process)
    this.model.setDemand(this.#busy.size, now)
  }

  get busy(): number {
    return this.#busy.size
  }

  /** Share of one processor that the process has at present, in per cent. */
  percentOf(process: Process): number {
    return this.#busy.has(process) ? this.model.share * 99.9 : 0
  }

  /** Processor time of a process so far, in ms. */
  timeOf(process: Process): number {
    this.#tally(this.#outside.now())
    return process.cpuMs
  }

  loads(): readonly [number, number, number] {
    return this.model.state(this.#outside.now()).loads
  }

  /** Real work since the last call, in ms: what was over before it counted as busy. */
  takeUsed(): number {
    const used = this.#used
    this.#used = 0
    return used
  }

  #tally(now: number): void {
    const passed = Math.max(0, now - this.#tallied)
    if (this.#tallied > 0)
      for (const process of this.#busy) process.cpuMs += passed * this.model.share
    this.#tallied = now
  }

  /** Writes on a process's account what was computed since anybody last breathed; answers the account when it is overdrawn. */
  #charge(process: Process): Account | undefined {
    const cpuMs = threadMs()
    const spent = Math.min(50, cpuMs - this.#cpuMs)
    this.#cpuMs = cpuMs
    this.#used += spent
    process.cpuMs += spent
    const now = this.#outside.now()
    const account = this.#accounts.get(process) ?? { spentMs: 0, atMs: now, waits: 0 }
    this.#accounts.set(process, account)
    account.spentMs = Math.max(0, account.spentMs - (now - account.atMs) * refill) + spent
    account.atMs = now
    if (account.spentMs < burstMs / 2) account.waits = 0
    return account.spentMs >= burstMs ? account : undefined
  }
}

/** Of this thread alone: others of the host do not count against a guest. */
function threadMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}
