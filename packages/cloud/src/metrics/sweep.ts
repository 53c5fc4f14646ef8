import { rolledUp } from './chunk.ts'
import type { ChunkShelf } from './chunk-shelf.ts'
import type { Series } from './directory.ts'
import { hours, minutes, rolledUpStepMs, rollUpMs, seconds, type Tier } from './tiers.ts'

export const dayMs = 86_400_000

/**
 * Ages one series from one day of the account to another: minutes become five minutes, what is too old goes. Days are whole numbers
 * since the epoch; answers whether anything is left. Within a
 * transaction; all entries of the journal up to `upTo` are in the chunks.
 */
export function sweepSeries(
  shelf: ChunkShelf,
  series: Series,
  fromDay: number,
  toDay: number,
  upTo: number,
): boolean {
  const fromMs = fromDay * dayMs
  const toMs = toDay * dayMs
  if (series.lastAt < toMs - hours.keepMs) {
    shelf.dropAll(series)
    return false
  }
  forget(shelf, series, seconds, fromMs, toMs)
  rollUp(shelf, series, fromMs - rollUpMs, toMs - rollUpMs, upTo)
  keepValues(shelf, series, fromMs - minutes.keepMs, toMs - minutes.keepMs, upTo)
  forget(shelf, series, minutes, fromMs, toMs)
  forget(shelf, series, hours, fromMs, toMs)
  return true
}

/** The last window that is over. */
const lastOver = (tier: Tier, ms: number): number => Math.floor(ms / tier.windowMs) - 1

function forget(shelf: ChunkShelf, series: Series, tier: Tier, fromMs: number, toMs: number): void {
  const first = Math.max(0, lastOver(tier, fromMs - tier.keepMs) + 1)
  const last = lastOver(tier, toMs - tier.keepMs)
  if (last >= first) shelf.drop(series, tier, first, last)
}

function rollUp(
  shelf: ChunkShelf,
  series: Series,
  fromMs: number,
  toMs: number,
  upTo: number,
): void {
  for (const chunk of [...shelf.forReading(series, minutes, fromMs - dayMs, toMs)]) {
    if (chunk.startMs + minutes.windowMs > toMs || chunk.stepMs === rolledUpStepMs) continue
    shelf.store(series, minutes, rolledUp(chunk, rolledUpStepMs), upTo)
  }
}

/** What percentiles are made of goes from the minutes that are given up into the hours. */
function keepValues(
  shelf: ChunkShelf,
  series: Series,
  fromMs: number,
  toMs: number,
  upTo: number,
): void {
  for (const chunk of [...shelf.forReading(series, minutes, fromMs - dayMs, toMs)]) {
    if (chunk.startMs + minutes.windowMs > toMs) continue
    const made = rolledUp(chunk, hours.stepMs)
    const [hour] = shelf.forReading(series, hours, chunk.startMs, chunk.startMs + 1)
    if (!hour || !made.distributions) continue
    hour.distributions ??= new Map()
    const offset = (chunk.startMs - hour.startMs) / hours.stepMs
    for (const [slot, distribution] of made.distributions) {
      hour.distributions.set(slot + offset, distribution)
    }
    shelf.store(series, hours, hour, upTo)
  }
}
