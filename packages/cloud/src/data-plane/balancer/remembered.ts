import type { Guest } from '@brume/guests'
import type { ProbeResult } from '../../services/elastic-load-balancing-v2/targets/judge-probe.ts'
import type { HealthCheck } from '../../services/elastic-load-balancing-v2/target-groups/target-group.ts'

/** How things stand around a target when it is to be asked. */
export interface Circumstances {
  readonly guest: Guest | undefined
  readonly networkVersion: number
  readonly check: HealthCheck
  readonly address: string
}

/**
 * What a target has answered, and whether it would answer the same again: neither its guest nor the network has changed since. A
 * health check itself is activity in the guest. Two in a row that left the same trace show how much; while nothing is added to it,
 * nothing but health checks has happened.
 */
export class Remembered {
  #result: ProbeResult | undefined
  #around: Circumstances | undefined
  /** Activity when the last real one began; undefined where there is no guest. */
  #before: number | undefined
  #trace: number | undefined
  /** The activity that shows that nothing has happened. */
  #quiet: number | undefined

  /** Undefined: it has to be asked. Called before each health check. */
  recall(now: Circumstances): ProbeResult | undefined {
    const around = this.#around
    const isSame =
      around !== undefined &&
      around.guest === now.guest &&
      around.networkVersion === now.networkVersion &&
      around.check === now.check &&
      around.address === now.address
    if (!isSame) this.#trace = undefined
    const activity = now.guest?.activity
    if (isSame && activity === this.#quiet && this.#result) return this.#result
    if (isSame && activity !== undefined && this.#before !== undefined) {
      const trace = activity - this.#before
      this.#quiet = trace === this.#trace ? activity : undefined
      this.#trace = trace
      if (this.#quiet !== undefined && this.#result) return this.#result
    }
    this.#quiet = undefined
    return undefined
  }

  /** It is asked now. */
  begin(now: Circumstances): void {
    this.#around = now
    this.#before = now.guest?.activity
    this.#result = undefined
  }

  keep(result: ProbeResult): void {
    this.#result = result
  }
}
