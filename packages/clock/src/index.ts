/**
 * Time and chance as parameters. Each account of the embedded cloud owns one `Clock` and one `Chance`.
 * Times are milliseconds since the Unix epoch, in that account's own time.
 */
export interface Clock {
  /** The present, in ms since the epoch. */
  now(): number
  /** Runs `fn` once the clock reaches `atMs`; due functions run in order of time, then of registration. */
  at(atMs: number, fn: () => void): Cancel
  /** `at(now() + delayMs, fn)`. */
  after(delayMs: number, fn: () => void): Cancel
  /** Whether time is being wound: what is still to come comes soon. */
  readonly winding?: boolean
}

export type Cancel = () => void

/** Seeded chance: the same seed and the same calls give the same values. */
export interface Chance {
  /** A float in [0, 1). */
  next(): number
  /** An integer in [0, bound). */
  below(bound: number): number
  /** `count` lower-case hexadecimal digits. */
  hex(count: number): string
  /** A version-4 UUID, from this source. */
  uuid(): string
}

export { createChance, type ChanceMark, type SeededChance } from './chance.ts'
export { createManualClock, type ManualClock } from './manual-clock.ts'
export { systemClock } from './system-clock.ts'
export { createWorldClock, type WorldClock, type WorldClockOptions } from './world-clock.ts'
