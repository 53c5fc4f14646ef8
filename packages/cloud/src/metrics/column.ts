/**
 * One number for each row of a chunk. A column costs no memory for its rows as long as it holds the same value everywhere, or
 * in every row the same as another column: most metrics are quiet, and one value is sum, minimum and maximum at once.
 */
export class Column {
  readonly #like: Column | undefined
  /** Of all rows, while there are no values and nothing it is like. */
  #constant = 0
  #values: Float64Array | undefined
  #isLike: boolean

  constructor(like?: Column) {
    this.#like = like
    this.#isLike = like !== undefined
  }

  /** From values of its own. */
  static of(values: Float64Array, like?: Column): Column {
    const column = new Column(like)
    column.#values = values
    column.#isLike = false
    return column
  }

  static constant(value: number, like?: Column): Column {
    const column = new Column(like)
    column.#constant = value
    column.#isLike = false
    return column
  }

  get(row: number): number {
    if (this.#values) return this.#values[row] ?? 0
    return this.#isLike && this.#like ? this.#like.get(row) : this.#constant
  }

  /** Puts a value into a row before `size`, or right behind the last. */
  set(row: number, value: number, size: number): void {
    if (!this.#values) {
      if (size === 0) {
        this.#isLike &&= this.#like?.get(0) === value
        this.#constant = value
      }
      if (this.get(row) === value) return
      this.materialise(size)
    }
    this.#room(size + 1)[row] = value
  }

  insert(row: number, value: number, size: number): void {
    if (!this.#values && !this.#isLike && this.#constant === value) return
    const values = this.#room(size + 1)
    values.copyWithin(row + 1, row, size)
    values[row] = value
  }

  /** Gives it values of its own, before what it is like changes. */
  materialise(size: number): void {
    if (this.#values) return
    const values = new Float64Array(Math.max(8, size + 1))
    values.set(this.numbers(size))
    this.#values = values
    this.#isLike = false
  }

  /** All rows at once: a look at its values where it has some, to be read alone. */
  numbers(size: number): Float64Array {
    if (this.#values) return this.#values.subarray(0, size)
    if (this.#isLike && this.#like) return this.#like.numbers(size)
    return new Float64Array(size).fill(this.#constant)
  }

  get kind(): 'like' | 'constant' | 'values' {
    if (this.#values) return 'values'
    return this.#isLike ? 'like' : 'constant'
  }

  get bytes(): number {
    return this.#values?.byteLength ?? 0
  }

  #room(size: number): Float64Array {
    this.materialise(size - 1)
    let values = this.#values ?? new Float64Array(size)
    if (values.length < size) {
      const grown = new Float64Array(Math.max(size, Math.ceil(values.length * 1.5)))
      grown.set(values)
      this.#values = values = grown
    }
    return values
  }
}
