import type { Chance } from '@brume/clock'

/** A target as it is chosen. */
export interface Choosable {
  readonly key: string
  readonly zone: string | undefined
  readonly state: 'healthy' | 'unhealthy'
  /** Since when it is in this state; account time. */
  readonly since: number
}

export type Algorithm = 'round_robin' | 'least_outstanding_requests' | 'weighted_random'

export interface Choice {
  readonly algorithm: Algorithm
  /** 0: none. */
  readonly slowStartMs: number
  /** The node's zone, where it serves its own zone alone. */
  readonly onlyZone: string | undefined
  /** With fewer healthy ones all are asked, healthy or not. */
  readonly minHealthy: { readonly count: number; readonly percent: number }
}

/** What a group's targets have been asked so far. */
export class TargetTurns {
  /** Smooth weighted round robin: who has waited longest for its share is next. */
  readonly #credit = new Map<string, number>()
  readonly #outstanding = new Map<string, number>()

  outstanding(key: string): number {
    return this.#outstanding.get(key) ?? 0
  }

  begin(key: string): void {
    this.#outstanding.set(key, this.outstanding(key) + 1)
  }

  end(key: string): void {
    const left = this.outstanding(key) - 1
    if (left > 0) this.#outstanding.set(key, left)
    else this.#outstanding.delete(key)
  }

  /** The next in turn, by weight. */
  next<T extends Choosable>(targets: readonly T[], weightOf: (target: T) => number): T | undefined {
    let best: T | undefined
    let bestCredit = -Infinity
    let total = 0
    for (const target of targets) {
      const weight = weightOf(target)
      total += weight
      const credit = (this.#credit.get(target.key) ?? 0) + weight
      this.#credit.set(target.key, credit)
      if (credit > bestCredit) {
        best = target
        bestCredit = credit
      }
    }
    if (best) this.#credit.set(best.key, bestCredit - total)
    return best
  }

  /** Forgets those that are no longer there. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const key of this.#credit.keys()) if (!keys.has(key)) this.#credit.delete(key)
  }
}

/**
 * Whom requests may go to: the healthy ones, or, where there are too few of them, all.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health.html
 */
export function eligible<T extends Choosable>(
  targets: readonly T[],
  { onlyZone, minHealthy }: Pick<Choice, 'onlyZone' | 'minHealthy'>,
): readonly T[] {
  const here =
    onlyZone === undefined
      ? targets
      : targets.filter(({ zone }) => zone === onlyZone || zone === 'all')
  const healthy = here.filter(({ state }) => state === 'healthy')
  const needed = Math.max(minHealthy.count, Math.ceil((here.length * minHealthy.percent) / 100))
  return healthy.length < Math.max(1, needed) ? here : healthy
}

export function chooseTarget<T extends Choosable>(
  from: readonly T[],
  choice: Choice,
  turns: TargetTurns,
  now: number,
  chance: Chance,
): T | undefined {
  if (from.length <= 1) return from[0]
  const weightOf = (target: T): number => rampedWeight(target, choice.slowStartMs, now)
  switch (choice.algorithm) {
    case 'round_robin':
      return turns.next(from, weightOf)
    case 'least_outstanding_requests': {
      const fewest = Math.min(...from.map(({ key }) => turns.outstanding(key)))
      return turns.next(
        from.filter(({ key }) => turns.outstanding(key) === fewest),
        () => 1,
      )
    }
    case 'weighted_random':
      return from[chance.below(from.length)]
  }
}

/** Slow start: a share that grows from nearly nothing to its full size. */
function rampedWeight(target: Choosable, slowStartMs: number, now: number): number {
  if (slowStartMs === 0 || target.state !== 'healthy') return 1
  return Math.min(1, Math.max(0.01, (now - target.since) / slowStartMs))
}

/** One of some things, each as often as its weight says; undefined when none has any. */
export function chooseByWeight<T extends { readonly weight: number }>(
  from: readonly T[],
  chance: Chance,
): T | undefined {
  const total = from.reduce((sum, { weight }) => sum + weight, 0)
  if (total === 0) return undefined
  if (from.length === 1) return from[0]
  let at = chance.next() * total
  return from.find(({ weight }) => (at -= weight) < 0)
}
