import { createDueQueue } from './due-queue.ts'
import type { Clock } from './index.ts'

/** A clock that moves only when told to: for tests of anything that takes a `Clock`. */
export interface ManualClock extends Clock {
  /** Moves to `atMs`, running what falls due on the way, each at its own time. */
  advanceTo(atMs: number): void
  advance(byMs: number): void
}

export function createManualClock(startMs = 0): ManualClock {
  const queue = createDueQueue()
  let nowMs = startMs
  const advanceTo = (atMs: number): void => {
    for (;;) {
      const nextMs = queue.nextAt()
      if (nextMs === undefined || nextMs > atMs) break
      nowMs = Math.max(nowMs, nextMs)
      queue.takeDue(nowMs)?.()
    }
    nowMs = Math.max(nowMs, atMs)
  }
  return {
    now: () => nowMs,
    at: (atMs, fn) => queue.add(atMs, fn),
    after: (delayMs, fn) => queue.add(nowMs + Math.max(0, delayMs), fn),
    advanceTo,
    advance: (byMs) => advanceTo(nowMs + byMs),
  }
}
