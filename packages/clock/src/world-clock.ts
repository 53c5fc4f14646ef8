import { createDueQueue } from './due-queue.ts'
import type { Clock } from './index.ts'

/** The clock of one world (an account): runs at wall speed, faster, or stands still and is wound by hand. */
export interface WorldClock extends Clock {
  /** Seconds of this world per second of wall time; 0 stands still. */
  readonly speed: number
  setSpeed(speed: number): void
  /** Whether time is being wound (`advanceTo`): what only keeps people waiting may be spared then. */
  readonly winding: boolean
  /** Runs everything that is due by now, in this turn. */
  fireDue(): void
  /**
   * Winds forward, stopping at each due time: its functions run, then `settle` is awaited before the next step.
   * Several calls queue up. A time in the past only fires what is due.
   */
  advanceTo(atMs: number, settle?: () => Promise<void>): Promise<void>
  /** When the next function falls due. */
  nextDueAt(): number | undefined
  /** Stops for good: nothing fires any more. */
  close(): void
}

export interface WorldClockOptions {
  /** World time at the start, ms since the epoch. */
  readonly now: number
  readonly wall: Clock
  /** Default 1. */
  readonly speed?: number
  /** A due function threw; without it the error reaches the host's timer. */
  readonly onError?: (error: unknown) => void
  /** Wall ms after which firing yields to the host's event loop. Default 4. */
  readonly sliceMs?: number
  /** Lets the host's event loop have its turn, while winding; by default all that is due at a moment fires in one go. */
  readonly yieldTurn?: () => Promise<void>
}

export function createWorldClock(options: WorldClockOptions): WorldClock {
  const { wall, onError, sliceMs = 4, yieldTurn } = options
  const queue = createDueQueue()
  let baseMs = options.now
  let baseWallMs = wall.now()
  let speed = options.speed ?? 1
  let advancing: Promise<void> = Promise.resolve()
  /** World time is pinned to a step while that step's functions run and settle. */
  let pinnedMs: number | undefined
  let disarm: (() => void) | undefined
  let armedForMs: number | undefined
  let windings = 0
  let closed = false

  const now = (): number =>
    pinnedMs ?? Math.floor(baseMs + Math.max(0, wall.now() - baseWallMs) * speed)

  const rebase = (atMs: number): void => {
    baseMs = atMs
    baseWallMs = wall.now()
  }

  const arm = (): void => {
    if (closed || pinnedMs !== undefined) return
    const nextMs = queue.nextAt()
    if (nextMs === undefined || (armedForMs !== undefined && armedForMs <= nextMs)) return
    const waitMs = nextMs - now()
    if (waitMs > 0 && speed === 0) return
    disarm?.()
    armedForMs = nextMs
    disarm = wall.after(waitMs <= 0 ? 0 : Math.ceil(waitMs / speed), pump)
  }

  const pump = (): void => {
    disarm = undefined
    armedForMs = undefined
    if (closed || pinnedMs !== undefined) return
    const startedMs = wall.now()
    while (runOne()) if (wall.now() - startedMs >= sliceMs) break
    arm()
  }

  const runOne = (): boolean => {
    const fn = closed ? undefined : queue.takeDue(now())
    if (!fn) return false
    try {
      fn()
    } catch (error) {
      if (!onError) throw error
      onError(error)
    }
    return true
  }

  const runAllDue = async (): Promise<void> => {
    let startedMs = wall.now()
    while (runOne()) {
      if (!yieldTurn || wall.now() - startedMs < sliceMs) continue
      await yieldTurn()
      startedMs = wall.now()
    }
  }

  const rearm = (): void => {
    disarm?.()
    disarm = undefined
    armedForMs = undefined
    arm()
  }

  const wind = async (targetMs: number, settle: () => Promise<void>): Promise<void> => {
    const endMs = Math.max(targetMs, now())
    windings += 1
    try {
      await settle()
      for (;;) {
        const nextMs = queue.nextAt()
        if (closed || nextMs === undefined || nextMs > endMs) break
        pinnedMs = Math.max(nextMs, now())
        try {
          await runAllDue()
          await settle()
        } finally {
          rebase(pinnedMs)
          pinnedMs = undefined
        }
      }
      if (now() < endMs) rebase(endMs)
    } finally {
      windings -= 1
      rearm()
    }
  }

  const at = (atMs: number, fn: () => void): (() => void) => {
    const cancel = queue.add(atMs, fn)
    arm()
    return cancel
  }

  return {
    now,
    at,
    after: (delayMs, fn) => at(now() + Math.max(0, delayMs), fn),
    get speed() {
      return speed
    },
    get winding() {
      return windings > 0
    },
    setSpeed(factor) {
      rebase(now())
      speed = factor
      rearm()
    },
    fireDue() {
      while (runOne());
    },
    advanceTo(atMs, settle = async () => {}) {
      const step = advancing.then(() => wind(atMs, settle))
      advancing = step.catch(() => {})
      return step
    },
    nextDueAt: () => queue.nextAt(),
    close() {
      closed = true
      disarm?.()
      queue.clear()
    },
  }
}
