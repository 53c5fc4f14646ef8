import type { Clock } from './index.ts'

declare function setTimeout(fn: () => void, delayMs: number): unknown
declare function clearTimeout(timer: unknown): void

/** Timers of the host take at most a signed 32-bit delay; a longer one is waited for in parts. */
const longestDelayMs = 2 ** 31 - 1

/** Wall time. The one place that reads the host's clock and sets its timers. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at: (atMs, fn) => {
    let timer: unknown
    const arm = (): void => {
      const delayMs = Math.max(0, atMs - Date.now())
      timer = setTimeout(delayMs > longestDelayMs ? arm : fn, Math.min(delayMs, longestDelayMs))
    }
    arm()
    return () => clearTimeout(timer)
  },
  after: (delayMs, fn) => systemClock.at(Date.now() + delayMs, fn),
}
