/** A value of PHP. Numbers are one kind here; a whole one prints without a point, as an int does. */
export type Php = null | boolean | number | string | PhpArray | PhpFunction

/** PHP's ordered map. */
export class PhpArray {
  readonly entries: Map<string | number, Php>
  #next: number

  constructor(entries: Iterable<readonly [string | number, Php]> = [], next = 0) {
    this.entries = new Map(entries)
    this.#next = next
  }

  static of(values: Iterable<Php>): PhpArray {
    const array = new PhpArray()
    for (const value of values) array.push(value)
    return array
  }

  static from(record: Readonly<Record<string, Php>>): PhpArray {
    return new PhpArray(Object.entries(record))
  }

  get(key: Php): Php {
    return this.entries.get(keyOf(key)) ?? null
  }

  set(key: Php, value: Php): void {
    const own = keyOf(key)
    if (typeof own === 'number') this.#next = Math.max(this.#next, own + 1)
    this.entries.set(own, value)
  }

  push(value: Php): void {
    this.entries.set(this.#next++, value)
  }

  /** Arrays are values: an assignment makes a copy. */
  copy(): PhpArray {
    return new PhpArray(this.entries, this.#next)
  }

  get values(): Php[] {
    return [...this.entries.values()]
  }
}

/** Something that can be called. */
export class PhpFunction {
  readonly call: (args: Php[]) => Promise<Php>

  constructor(call: (args: Php[]) => Promise<Php>) {
    this.call = call
  }
}

export function keyOf(key: Php): string | number {
  if (typeof key === 'number') return Math.trunc(key)
  const text = toText(key)
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text
}

export function copyOf(value: Php): Php {
  return value instanceof PhpArray ? value.copy() : value
}

export function toText(value: Php): string {
  if (value === null || value === false) return ''
  if (value === true) return '1'
  if (value instanceof PhpArray) return 'Array'
  if (value instanceof PhpFunction) return 'Closure'
  if (typeof value !== 'number') return value
  if (Number.isNaN(value)) return 'NAN'
  if (!Number.isFinite(value)) return value > 0 ? 'INF' : '-INF'
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(14)))
}

export function toNumber(value: Php): number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return value ? 1 : 0
  if (value === null) return 0
  if (value instanceof PhpArray) return value.entries.size > 0 ? 1 : 0
  if (value instanceof PhpFunction) return 1
  return Number(/^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?/.exec(value)?.[0] ?? 0)
}

export function toBool(value: Php): boolean {
  if (value instanceof PhpArray) return value.entries.size > 0
  return value !== null && value !== false && value !== 0 && value !== '' && value !== '0'
}

export function looselyEqual(a: Php, b: Php): boolean {
  if (typeof a === 'boolean' || typeof b === 'boolean' || a === null || b === null) {
    if (typeof a === 'string' && b === null) return a === ''
    if (typeof b === 'string' && a === null) return b === ''
    return toBool(a) === toBool(b)
  }
  if (typeof a === 'number' || typeof b === 'number') return toNumber(a) === toNumber(b)
  if (a instanceof PhpArray && b instanceof PhpArray)
    return (
      a.entries.size === b.entries.size &&
      [...a.entries].every(([key, value]) => looselyEqual(value, b.get(key)))
    )
  return a === b
}

export function toJson(value: Php): unknown {
  if (!(value instanceof PhpArray)) return value instanceof PhpFunction ? {} : value
  const keys = [...value.entries.keys()]
  if (keys.every((key, index) => key === index)) return value.values.map(toJson)
  return Object.fromEntries([...value.entries].map(([key, one]) => [key, toJson(one)]))
}

export function fromJson(value: unknown): Php {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value
  if (Array.isArray(value)) return PhpArray.of(value.map(fromJson))
  return typeof value === 'object'
    ? new PhpArray(Object.entries(value).map(([key, one]) => [key, fromJson(one)]))
    : null
}
