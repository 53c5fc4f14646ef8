import { Column } from './column.ts'
import type { Distribution, StatisticSet } from './metric.ts'
import { mergeDistributions } from './statistic-sets.ts'

/** The rows of one series in one window of one tier, oldest first: statistic sets by slot, which is the number of the step. */
export class Chunk {
  readonly key: number
  readonly startMs: number
  readonly stepMs: number
  /** Entries of the journal up to here are in it: they are not taken twice when the journal is read again. */
  upTo = 0
  /** The first entry that its stored form lacks; 0 where it lacks none. */
  dirtySince = 0
  /** When it was last asked for, by the store's count. */
  usedAt = 0
  size = 0
  #slots: Uint16Array
  readonly minimum: Column
  readonly maximum: Column
  readonly sum: Column
  readonly count: Column
  /** Of rows whose values differ and are known, by slot. */
  distributions: Map<number, Distribution> | undefined

  constructor(
    key: number,
    startMs: number,
    stepMs: number,
    from?: {
      readonly slots: Uint16Array
      readonly minimum: Column
      readonly maximum: Column
      readonly sum: Column
      readonly count: Column
    },
  ) {
    this.key = key
    this.startMs = startMs
    this.stepMs = stepMs
    this.#slots = from?.slots ?? new Uint16Array(4)
    this.size = from?.slots.length ?? 0
    this.minimum = from?.minimum ?? new Column()
    this.maximum = from?.maximum ?? new Column(this.minimum)
    this.sum = from?.sum ?? new Column(this.minimum)
    this.count = from?.count ?? new Column()
  }

  /** Of all rows, to be read alone. */
  get slots(): Uint16Array {
    return this.#slots.subarray(0, this.size)
  }

  slot(row: number): number {
    return this.#slots[row] ?? 0
  }

  at(row: number): number {
    return this.startMs + this.slot(row) * this.stepMs
  }

  /** The first row at this time or later; `size` where there is none. */
  rowFrom(ms: number): number {
    return this.#rowOf(Math.ceil((ms - this.startMs) / this.stepMs))
  }

  /** Approximate memory. */
  get bytes(): number {
    const columns = this.minimum.bytes + this.maximum.bytes + this.sum.bytes + this.count.bytes
    return 700 + columns + this.#slots.byteLength + (this.distributions?.size ?? 0) * 400
  }

  /** Adds to the slot of a time. Without `knows`, the values are not kept, percentiles not to be had. */
  add(atMs: number, set: StatisticSet, knows: boolean): void {
    const slot = Math.floor((atMs - this.startMs) / this.stepMs)
    const last = this.size - 1
    const row = last < 0 || slot > this.slot(last) ? this.size : this.#rowOf(slot)
    if (row < this.size && this.slot(row) === slot) return this.#merge(row, slot, set, knows)
    this.#insert(row, slot, set)
    if (knows && set.distribution) this.#keepDistribution(slot, set.distribution)
  }

  /** What a row holds; of rows whose values are the same the distribution goes without saying. */
  setOf(row: number): StatisticSet {
    return {
      sum: this.sum.get(row),
      count: this.count.get(row),
      minimum: this.minimum.get(row),
      maximum: this.maximum.get(row),
      distribution: this.distributions?.get(this.slot(row)),
    }
  }

  #merge(row: number, slot: number, set: StatisticSet, knows: boolean): void {
    const { size } = this
    const minimum = this.minimum.get(row)
    const maximum = this.maximum.get(row)
    if (knows) {
      const distribution = mergeDistributions(this.setOf(row), set)
      if (distribution) this.#keepDistribution(slot, distribution)
      else this.distributions?.delete(slot)
    }
    const sum = this.sum.get(row) + set.sum
    if (set.minimum < minimum) {
      this.maximum.materialise(size)
      this.sum.materialise(size)
      this.minimum.set(row, set.minimum, size)
    }
    if (set.maximum > maximum) this.maximum.set(row, set.maximum, size)
    this.sum.set(row, sum, size)
    this.count.set(row, this.count.get(row) + set.count, size)
  }

  #insert(row: number, slot: number, set: StatisticSet): void {
    const { size } = this
    if (this.#slots.length <= size) {
      const grown = new Uint16Array(Math.ceil(size * 1.5) + 4)
      grown.set(this.#slots)
      this.#slots = grown
    }
    if (row < size) {
      this.#slots.copyWithin(row + 1, row, size)
      for (const column of [this.maximum, this.sum]) column.materialise(size)
      this.minimum.insert(row, set.minimum, size)
      this.maximum.insert(row, set.maximum, size)
      this.sum.insert(row, set.sum, size)
      this.count.insert(row, set.count, size)
    } else {
      this.minimum.set(row, set.minimum, size)
      this.maximum.set(row, set.maximum, size)
      this.sum.set(row, set.sum, size)
      this.count.set(row, set.count, size)
    }
    this.#slots[row] = slot
    this.size += 1
  }

  #keepDistribution(slot: number, distribution: Distribution): void {
    this.distributions ??= new Map()
    this.distributions.set(slot, distribution)
  }

  /** The first row of this slot or a later one. */
  #rowOf(slot: number): number {
    let low = 0
    let high = this.size
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.slot(middle) < slot) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** The same data in coarser steps. */
export function rolledUp(chunk: Chunk, stepMs: number): Chunk {
  const made = new Chunk(chunk.key, chunk.startMs, stepMs)
  for (let row = 0; row < chunk.size; row += 1) made.add(chunk.at(row), chunk.setOf(row), true)
  made.upTo = chunk.upTo
  return made
}
