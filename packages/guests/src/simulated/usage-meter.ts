import type { GuestMetrics, GuestSpec } from '../driver.ts'
import { CpuModel, cpuOptions } from './cpu-model.ts'
import type { FromWorker, Traffic } from './protocol.ts'

/** What one processor is busy with while a system boots. */
const bootCpuMs = 3_500

/** What a guest uses, from its start on: read at any time, also while no worker runs. */
export class UsageMeter {
  readonly cpu: CpuModel
  readonly #vcpus: number
  #sinceMs: number
  #busyMs = 0
  #creditsUsed = 0
  /** Since the boot, for the guest's own counters; the others begin anew with each reading. */
  readonly #total = { networkIn: 0, networkOut: 0, diskRead: 0, diskWrite: 0 }
  #bytes = { networkIn: 0, networkOut: 0, diskRead: 0, diskWrite: 0 }

  constructor(spec: GuestSpec, startMs: number) {
    this.cpu = new CpuModel(cpuOptions(spec), startMs)
    this.cpu.use(bootCpuMs)
    this.#vcpus = spec.vcpus
    this.#sinceMs = startMs
  }

  note(usage: Extract<FromWorker, { type: 'usage' }>): void {
    this.cpu.setDemand(usage.demand, usage.atMs)
    this.cpu.use(usage.cpuMs)
    this.#count('diskRead', usage.bytesRead)
    this.#count('diskWrite', usage.bytesWritten)
  }

  /** Bytes of connections, as they pass. */
  passed(direction: 'networkIn' | 'networkOut', bytes: number): void {
    this.#count(direction, bytes)
  }

  get total(): Traffic {
    return { ...this.#total }
  }

  #count(what: keyof Traffic, bytes: number): void {
    this.#bytes[what] += bytes
    this.#total[what] += bytes
  }

  read(nowMs: number): GuestMetrics {
    const { busyMs } = this.cpu.state(nowMs)
    const { credits } = this.cpu
    const passed = Math.max(1, nowMs - this.#sinceMs)
    const metrics: GuestMetrics = {
      sinceMs: this.#sinceMs,
      untilMs: nowMs,
      cpuPercent: Math.min(100, ((busyMs - this.#busyMs) / (passed * this.#vcpus)) * 100),
      ...(credits
        ? {
            cpuCredits: {
              balance: credits.balance,
              surplus: credits.surplus,
              used: credits.used - this.#creditsUsed,
            },
          }
        : {}),
      networkInBytes: this.#bytes.networkIn,
      networkOutBytes: this.#bytes.networkOut,
      diskReadBytes: this.#bytes.diskRead,
      diskWriteBytes: this.#bytes.diskWrite,
    }
    this.#sinceMs = nowMs
    this.#busyMs = busyMs
    this.#creditsUsed = credits?.used ?? 0
    this.#bytes = { networkIn: 0, networkOut: 0, diskRead: 0, diskWrite: 0 }
    return metrics
  }
}
