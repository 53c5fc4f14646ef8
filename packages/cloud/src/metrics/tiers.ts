const secondMs = 1000
const minuteMs = 60 * secondMs
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How a series is kept: every data point goes into each tier that is coarse enough for it, in chunks of one window. */
export interface Tier {
  /** Part of a chunk's key. */
  readonly number: 0 | 1 | 2
  readonly stepMs: number
  /** Of a chunk; windows are counted from the epoch. */
  readonly windowMs: number
  readonly keepMs: number
}

/** High-resolution data. */
export const seconds: Tier = {
  number: 0,
  stepMs: secondMs,
  windowMs: hourMs,
  keepMs: 3 * hourMs,
}

/** Minutes, which become five minutes at `rollUpMs`. */
export const minutes: Tier = {
  number: 1,
  stepMs: minuteMs,
  windowMs: dayMs,
  keepMs: 63 * dayMs,
}

/** Whole hours, made with the first value: a month of a thousand series is read from few rows. */
export const hours: Tier = {
  number: 2,
  stepMs: hourMs,
  windowMs: 8 * dayMs,
  keepMs: 455 * dayMs,
}

/** Age at which minutes become five minutes. */
export const rollUpMs = 15 * dayMs
export const rolledUpStepMs = 5 * minuteMs

const windowBits = 2 ** 20

/** The row of a chunk: ordered by series, tier, window. */
export function chunkKey(series: number, tier: Tier, window: number): number {
  return (series * 4 + tier.number) * windowBits + window
}

export function windowOfKey(key: number): number {
  return key % windowBits
}

export function seriesOfKey(key: number): number {
  return Math.floor(key / (4 * windowBits))
}
