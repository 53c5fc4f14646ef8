import { findPrice, type PricedPlatform } from './prices.ts'

/** What one zone charges for Spot Instances of a type. */
export interface SpotPool {
  readonly type: string
  readonly zone: string
  readonly platform: PricedPlatform
}

export interface SpotPrice {
  readonly usdPerHour: number
  /** Since when, ms since the epoch. */
  readonly since: number
}

/** A pool's price changes once a day, each at its own time of the day. */
const stepMs = 24 * 3_600_000

/**
 * The price of a pool at a time: a share of the On-Demand price that wanders slowly, the same for everybody. Undefined where the
 * On-Demand price is not established. No list of AWS's is behind it: it is drawn from the pool's name.
 */
export function spotPriceAt(pool: SpotPool, at: number): SpotPrice | undefined {
  const onDemand = findPrice(pool.type, pool.zone.slice(0, -1), pool.platform)?.usdPerHour
  if (onDemand === undefined) return undefined
  const step = stepOf(pool, at)
  const home = 0.3 + 0.12 * draw(pool, 'home')
  // Neighbouring days share two of three draws, so that the price wanders and does not jump.
  const wander = [0, 1, 2].reduce((sum, back) => sum + draw(pool, String(step - back)), 0) / 3
  const share = home + 0.2 * (wander - 0.5)
  const usdPerHour = Math.max(0.0001, Number((onDemand * share).toFixed(4)))
  return { usdPerHour, since: startOf(pool, step) }
}

/** When the price of a pool changes next. */
export function nextSpotChange(pool: SpotPool, at: number): number {
  return startOf(pool, stepOf(pool, at) + 1)
}

/** `0.004100`, as AWS writes prices. */
export function priceText({ usdPerHour }: SpotPrice): string {
  return usdPerHour.toFixed(6)
}

function stepOf(pool: SpotPool, at: number): number {
  return Math.floor((at - offsetOf(pool)) / stepMs)
}

function startOf(pool: SpotPool, step: number): number {
  return step * stepMs + offsetOf(pool)
}

function offsetOf(pool: SpotPool): number {
  return Math.floor(draw(pool, 'offset') * (stepMs / 1000)) * 1000
}

/** From 0 to 1: FNV-1a of the name, mixed once more so that names alike do not draw alike. */
function draw({ type, zone, platform }: SpotPool, what: string): number {
  let hash = 0x811c9dc5
  for (const character of `${type}/${zone}/${platform}/${what}`) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193)
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return ((hash ^ (hash >>> 16)) >>> 0) / 0xffff_ffff
}
