/** What a family that bursts earns, per hour, for each type; a credit is one vCPU for a minute. */
const creditsPerHour: Readonly<Record<string, number>> = {
  't2.nano': 3,
  't2.micro': 6,
  't2.small': 12,
  't2.medium': 24,
  't2.large': 36,
  't2.xlarge': 54,
  't2.2xlarge': 81.6,
  nano: 6,
  micro: 12,
  small: 24,
  medium: 24,
  large: 36,
  xlarge: 96,
  '2xlarge': 192,
}

/** Balance that is kept at most, in hours of earning. */
const keptHours = 24
const launchCreditsPerVcpu = 30
const loadMinutes = [1, 5, 15] as const
/** What an idle system's own services take of one vCPU. */
const idleDemand = 0.004

export interface CpuOptions {
  readonly vcpus: number
  readonly instanceType: string
  readonly unlimited: boolean
}

export function cpuOptions(spec: {
  readonly vcpus: number
  readonly instanceType: string
  readonly cpuCredits?: 'standard' | 'unlimited' | undefined
}): CpuOptions {
  const { vcpus, instanceType, cpuCredits } = spec
  // T2 is standard by itself, its successors are not.
  const unlimited = cpuCredits ? cpuCredits === 'unlimited' : !instanceType.startsWith('t2.')
  return { vcpus, instanceType, unlimited }
}

export interface CpuState {
  readonly atMs: number
  readonly busyMs: number
  readonly loads: readonly [number, number, number]
  readonly credits: number
  readonly surplus: number
  readonly creditsUsed: number
}

function earnedPerHour(instanceType: string): number | undefined {
  if (!/^t\d/.test(instanceType)) return undefined
  return creditsPerHour[instanceType] ?? creditsPerHour[instanceType.split('.')[1] ?? '']
}

/**
 * The processors of a guest, computed and not burnt: between two changes of what wants to run everything is exact, so a busy loop costs
 * nothing and an hour of it is one step. Used on both sides of the thread.
 */
export class CpuModel {
  readonly #options: CpuOptions
  readonly #earnedPerHour: number | undefined
  #atMs: number
  #demand = 0
  #busyMs: number
  #loads: [number, number, number]
  #credits: number
  #surplus: number
  #creditsUsed: number

  constructor(options: CpuOptions, from: number | CpuState) {
    this.#options = options
    this.#earnedPerHour = earnedPerHour(options.instanceType)
    const state: CpuState =
      typeof from === 'number'
        ? {
            atMs: from,
            busyMs: 0,
            loads: [0, 0, 0],
            credits: options.instanceType.startsWith('t2.')
              ? launchCreditsPerVcpu * options.vcpus
              : 0,
            surplus: 0,
            creditsUsed: 0,
          }
        : from
    this.#atMs = state.atMs
    this.#busyMs = state.busyMs
    this.#loads = [...state.loads]
    this.#credits = state.credits
    this.#surplus = state.surplus
    this.#creditsUsed = state.creditsUsed
  }

  /** How many processes want to run from now on. */
  setDemand(demand: number, nowMs: number): void {
    this.advance(nowMs)
    this.#demand = demand
  }

  get demand(): number {
    return this.#demand
  }

  /** Work that was over before anybody looked. */
  use(cpuMs: number): void {
    this.#busyMs += cpuMs
    this.#spend(cpuMs / 60_000)
  }

  /** The share of a vCPU that each process gets which wants one. */
  get share(): number {
    if (this.#demand === 0) return 1
    return Math.min(1, this.#capacity / this.#demand)
  }

  state(nowMs: number): CpuState {
    this.advance(nowMs)
    return {
      atMs: this.#atMs,
      busyMs: this.#busyMs,
      loads: this.#loads,
      credits: this.#credits,
      surplus: this.#surplus,
      creditsUsed: this.#creditsUsed,
    }
  }

  /** Undefined for types that do not burst. */
  get credits(): { balance: number; surplus: number; used: number } | undefined {
    if (this.#earnedPerHour === undefined) return undefined
    return { balance: this.#credits, surplus: this.#surplus, used: this.#creditsUsed }
  }

  advance(nowMs: number): void {
    // Where credits run out on the way, the step is taken in two.
    while (nowMs > this.#atMs) {
      const rest = nowMs - this.#atMs
      const untilEmpty = this.#msUntilEmpty()
      this.#step(untilEmpty > 0 ? Math.min(rest, untilEmpty) : rest)
    }
  }

  /** vCPUs that may be used at present: without credits no more than what is earned. */
  get #capacity(): number {
    const { vcpus, unlimited } = this.#options
    if (this.#earnedPerHour === undefined || unlimited || this.#credits > 1e-9) return vcpus
    return Math.min(vcpus, this.#earnedPerHour / 60)
  }

  get #running(): number {
    return Math.min(this.#capacity, this.#demand + idleDemand)
  }

  #msUntilEmpty(): number {
    if (this.#earnedPerHour === undefined || this.#options.unlimited || this.#credits <= 1e-9)
      return 0
    const perMinute = this.#running - this.#earnedPerHour / 60
    return perMinute > 0 ? Math.ceil((this.#credits / perMinute) * 60_000) : 0
  }

  #step(ms: number): void {
    const running = this.#running
    this.#atMs += ms
    this.#busyMs += running * ms
    const smooth = (index: 0 | 1 | 2): number => {
      const minutes = loadMinutes[index]
      const keep = Math.exp(-ms / (minutes * 60_000))
      return this.#loads[index] * keep + this.#demand * (1 - keep)
    }
    this.#loads = [smooth(0), smooth(1), smooth(2)]
    if (this.#earnedPerHour === undefined) return
    const used = (running * ms) / 60_000
    const earned = (this.#earnedPerHour * ms) / 3_600_000
    this.#creditsUsed += used
    if (earned < used) this.#take(used - earned)
    else this.#earn(earned - used)
  }

  #earn(credits: number): void {
    const paid = Math.min(this.#surplus, credits)
    this.#surplus -= paid
    const limit = (this.#earnedPerHour ?? 0) * keptHours
    this.#credits = Math.min(Math.max(limit, this.#credits), this.#credits + credits - paid)
  }

  #take(credits: number): void {
    const taken = Math.min(this.#credits, credits)
    this.#credits -= taken
    if (this.#options.unlimited) this.#surplus += credits - taken
  }

  #spend(credits: number): void {
    if (this.#earnedPerHour === undefined) return
    this.#creditsUsed += credits
    this.#take(credits)
  }
}
