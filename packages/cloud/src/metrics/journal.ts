import type { StatisticSet } from './metric.ts'

/** A sample on its way to its series. */
export interface Entry extends StatisticSet {
  readonly series: number
  readonly at: number
  readonly isHighResolution: boolean
}

/**
 * Samples as numbers one after the other: the series with two flags, the time, then one value, or a statistic set with the values
 * it knows.
 */
export class JournalWriter {
  #numbers = new Float64Array(1024)
  #length = 0

  add(series: number, at: number, set: StatisticSet, isHighResolution: boolean): void {
    const { distribution } = set
    this.#room(8 + 2 * (distribution?.values.length ?? 0))
    const isOneValue = set.count === 1 && set.minimum === set.maximum && set.sum === set.minimum
    this.#push(series * 4 + (isHighResolution ? 2 : 0) + (isOneValue ? 1 : 0))
    this.#push(at)
    this.#push(set.sum)
    if (isOneValue) return
    this.#push(set.count)
    this.#push(set.minimum)
    this.#push(set.maximum)
    this.#push(distribution?.values.length ?? 0)
    for (const value of distribution?.values ?? []) this.#push(value)
    for (const count of distribution?.counts ?? []) this.#push(count)
  }

  get isEmpty(): boolean {
    return this.#length === 0
  }

  /** A copy of what was added. */
  bytes(): Uint8Array {
    return new Uint8Array(this.#numbers.slice(0, this.#length).buffer)
  }

  clear(): void {
    this.#length = 0
  }

  #push(value: number): void {
    this.#numbers[this.#length] = value
    this.#length += 1
  }

  #room(more: number): void {
    if (this.#length + more <= this.#numbers.length) return
    const grown = new Float64Array((this.#length + more) * 2)
    grown.set(this.#numbers)
    this.#numbers = grown
  }
}

export function* readJournal(bytes: Uint8Array): Generator<Entry> {
  const numbers = new Float64Array(new Uint8Array(bytes).buffer)
  let offset = 0
  const next = (): number => numbers[offset++] ?? 0
  while (offset < numbers.length) {
    const head = next()
    const isHighResolution = head % 4 >= 2
    const series = Math.floor(head / 4)
    const at = next()
    const sum = next()
    if (head % 2 === 1) {
      yield { series, isHighResolution, at, sum, count: 1, minimum: sum, maximum: sum }
      continue
    }
    const [count, minimum, maximum, length] = [next(), next(), next(), next()]
    const known = numbers.subarray(offset, offset + 2 * length)
    offset += 2 * length
    const distribution =
      length > 0
        ? { values: [...known.subarray(0, length)], counts: [...known.subarray(length)] }
        : undefined
    yield { series, isHighResolution, at, sum, count, minimum, maximum, distribution }
  }
}
