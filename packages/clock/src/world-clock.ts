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
  /** The winding under way. */
  readonly advancing: Winding | undefined
  /**
   * Winds forward, stopping at each due time: its functions run, then `settle` is awaited before the next step; where it answers
   * nothing, there was nothing to wait for. Several calls queue up. A time in the past only fires what is due.
   */
  advanceTo(atMs: number, settle?: () => Promise<void> | undefined): Promise<void>
  /** Ends all winding after the present step; resolves when it has ended. */
  stopAdvancing(): Promise<void>
  /** When the next function falls due. */
  nextDueAt(): number | undefined
  /** Stops for good: nothing fires any more. */
  close(): void
}

export interface Winding {
  /** World times. */
  readonly fromMs: number
  readonly toMs: number
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
  /** Lets the host's event loop have its turn while winding, after each slice; by default it has none but those that settling takes. */
  readonly yieldTurn?: () => Promise<void>
}

export function createWorldClock(options: WorldClockOptions): WorldClock {
  const { wall, onError, sliceMs = 4, yieldTurn } = options
  const queue = createDueQueue()
  let baseMs = options.now
  let baseWallMs = wall.now()
  let speed = options.speed ?? 1
  let advancing: Promise<void> = Promise.resolve()
  /** While time is wound it goes by steps alone. */
  let pinnedMs: number | undefined
  let winding: Winding | undefined
  /** Counts the calls to stop; a winding goes on while it is as when it was asked for. */
  let stops = 0
  let disarm: (() => void) | undefined
  let armedForMs: number | undefined
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

  const rearm = (): void => {
    disarm?.()
    disarm = undefined
    armedForMs = undefined
    arm()
  }

  /** The host's other work goes on between slices of winding. */
  const slices = (): (() => Promise<void> | undefined) => {
    let startedMs = wall.now()
    const take = async (turn: () => Promise<void>): Promise<void> => {
      await turn()
      startedMs = wall.now()
    }
    return () => {
      if (!yieldTurn || wall.now() - startedMs < sliceMs) return undefined
      return take(yieldTurn)
    }
  }

  const wind = async (
    targetMs: number,
    settle: () => Promise<void> | undefined,
    isStopped: () => boolean,
  ): Promise<void> => {
    if (isStopped()) return
    const fromMs = now()
    pinnedMs = fromMs
    winding = { fromMs, toMs: Math.max(targetMs, fromMs) }
    const breathe = slices()
    try {
      await settle()
      while (!closed && !isStopped()) {
        const nextMs = queue.nextAt()
        if (nextMs === undefined || nextMs > winding.toMs) {
          pinnedMs = winding.toMs
          return
        }
        pinnedMs = Math.max(nextMs, pinnedMs)
        while (runOne()) {
          const turn = breathe()
          if (turn) await turn
        }
        const settling = settle()
        if (settling) await settling
        const turn = breathe()
        if (turn) await turn
      }
    } finally {
      rebase(pinnedMs)
      pinnedMs = undefined
      winding = undefined
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
      return winding !== undefined
    },
    get advancing() {
      return winding
    },
    setSpeed(factor) {
      rebase(now())
      speed = factor
      rearm()
    },
    fireDue() {
      while (runOne());
    },
    advanceTo(atMs, settle = () => undefined) {
      const asked = stops
      const step = advancing.then(() => wind(atMs, settle, () => stops !== asked))
      advancing = step.catch(() => {})
      return step
    },
    async stopAdvancing() {
      stops += 1
      await advancing
    },
    nextDueAt: () => queue.nextAt(),
    close() {
      closed = true
      disarm?.()
      queue.clear()
    },
  }
}
