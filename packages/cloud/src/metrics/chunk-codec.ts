import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Chunk } from './chunk.ts'
import { Column } from './column.ts'
import type { Distribution } from './metric.ts'

/**
 * A chunk as it is stored: 16 bytes (form, steps in seconds, rows, kinds of columns), slots, columns, distributions. A column is
 * nothing (like the minimum), one number, or numbers in the shortest form that loses nothing. Little-endian, as all platforms of Node.js.
 */
const headBytes = 16
const Form = { Plain: 1, Deflated: 2 } as const
const Kind = { Like: 0, Constant: 1, Doubles: 2, Singles: 3, Shorts: 4 } as const

export function encodeChunk(chunk: Chunk, isSealed: boolean): Uint8Array {
  const { size } = chunk
  const columns = [chunk.minimum, chunk.maximum, chunk.sum, chunk.count].map((column) =>
    encodeColumn(column, size),
  )
  const distributions = encodeDistributions(chunk.distributions)
  const head = Buffer.alloc(headBytes)
  head.writeUInt8(Form.Plain, 0)
  head.writeUInt16LE(chunk.stepMs / 1000, 2)
  head.writeUInt16LE(size, 4)
  for (const [at, { kind }] of columns.entries()) head.writeUInt8(kind, 6 + at)
  const body = Buffer.concat([
    bytesOf(chunk.slots),
    ...columns.map(({ bytes }) => bytes),
    distributions,
  ])
  // Only once, when the window is over: what still grows is written often.
  const squeezed = isSealed && body.length > 200 ? deflateRawSync(body, { level: 1 }) : undefined
  if (!squeezed || squeezed.length > body.length * 0.9) return Buffer.concat([head, body])
  head.writeUInt8(Form.Deflated, 0)
  return Buffer.concat([head, squeezed])
}

export function decodeChunk(stored: Uint8Array, key: number, startMs: number): Chunk {
  const head = Buffer.from(stored.buffer, stored.byteOffset, headBytes)
  const rest = stored.subarray(headBytes)
  const body = head.readUInt8(0) === Form.Deflated ? inflateRawSync(rest) : rest
  const size = head.readUInt16LE(4)
  let offset = 0
  /** A copy, which is aligned. */
  const take = (length: number): ArrayBuffer => {
    const bytes = new Uint8Array(length)
    bytes.set(body.subarray(offset, offset + length))
    offset += length
    return bytes.buffer
  }
  const slots = new Uint16Array(take(size * 2))
  const column = (at: number, like?: Column): Column => {
    switch (head.readUInt8(6 + at)) {
      case Kind.Like:
        return new Column(like)
      case Kind.Constant:
        return Column.constant(new Float64Array(take(8))[0] ?? 0, like)
      case Kind.Singles:
        return Column.of(Float64Array.from(new Float32Array(take(size * 4))), like)
      case Kind.Shorts:
        return Column.of(Float64Array.from(new Uint16Array(take(size * 2))), like)
      default:
        return Column.of(new Float64Array(take(size * 8)), like)
    }
  }
  const minimum = column(0)
  const maximum = column(1, minimum)
  const sum = column(2, minimum)
  const count = column(3)
  const stepMs = head.readUInt16LE(2) * 1000
  const chunk = new Chunk(key, startMs, stepMs, { slots, minimum, maximum, sum, count })
  chunk.distributions = decodeDistributions(new Float64Array(take((body.length - offset) & ~7)))
  return chunk
}

interface EncodedColumn {
  readonly kind: (typeof Kind)[keyof typeof Kind]
  readonly bytes: Uint8Array
}

const none = new Uint8Array()

function encodeColumn(column: Column, size: number): EncodedColumn {
  if (column.kind === 'like') return { kind: Kind.Like, bytes: none }
  if (column.kind === 'constant') {
    return { kind: Kind.Constant, bytes: bytesOf(Float64Array.of(column.get(0))) }
  }
  const values = column.numbers(size)
  let isSingle = true
  let isShort = true
  for (const value of values) {
    isSingle &&= Math.fround(value) === value
    isShort &&= value >= 0 && value <= 65_535 && Number.isInteger(value)
    if (!isSingle && !isShort) break
  }
  if (isShort) return { kind: Kind.Shorts, bytes: bytesOf(Uint16Array.from(values)) }
  if (isSingle) return { kind: Kind.Singles, bytes: bytesOf(Float32Array.from(values)) }
  return { kind: Kind.Doubles, bytes: bytesOf(values) }
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength)
}

/** Slot, how many, values, counts: one distribution after the other. */
function encodeDistributions(all: ReadonlyMap<number, Distribution> | undefined): Uint8Array {
  if (!all || all.size === 0) return none
  const numbers: number[] = []
  for (const [slot, { values, counts }] of all) {
    numbers.push(slot, values.length, ...values, ...counts)
  }
  return bytesOf(Float64Array.from(numbers))
}

function decodeDistributions(numbers: Float64Array): Map<number, Distribution> | undefined {
  if (numbers.length === 0) return undefined
  const all = new Map<number, Distribution>()
  for (let at = 0; at < numbers.length;) {
    const slot = numbers[at] ?? 0
    const length = numbers[at + 1] ?? 0
    const from = at + 2
    all.set(slot, {
      values: [...numbers.subarray(from, from + length)],
      counts: [...numbers.subarray(from + length, from + 2 * length)],
    })
    at = from + 2 * length
  }
  return all
}
