import { collection } from './collection.ts'
import type { Context, Timer } from './context.ts'

/** Runs in a transaction of its own, in the Region the timer was set in, when the timer is due. */
export type TimerHandler = (ctx: Context, timer: Timer) => void

/** Timers are records, so they are as durable as what they are about. */
export interface TimerRecord extends Timer {
  /** `<kind>/<record id>` there; here `id` names the timer itself. */
  readonly subject: string
  /** So many times its handler has thrown, one after the other. */
  readonly failures?: number
}

const firstRetryMs = 1000
const lastRetryMs = 3_600_000

/** How long a timer waits whose handler has thrown: what it is about must not stand still for ever, nor be tried without a pause. */
export function retryDelayMs(failures: number): number {
  return Math.min(lastRetryMs, firstRetryMs * 2 ** (failures - 1))
}

export const timerRecords = collection<TimerRecord>({ name: 'engine/timer', scope: 'region' })

export const timerKey = (kind: string, id: string): string => `${kind}/${id}`
