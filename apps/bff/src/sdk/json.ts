import { setImmediate as turn } from 'node:timers/promises'

/** How long it spells before the event loop gets its turn, in ms. */
const sliceMs = 8
/** Characters gathered before they are handed on. */
const pieceLength = 64 * 1024
/** Below this depth things are small enough for one go: output, list, reservation, list, instance. */
const slicedDepth = 4

/**
 * An output as JSON, in pieces: a list of ten thousand instances is 35 MB, and in one go would hold everybody else for
 * half a second. Dates spell themselves in ISO form; bytes become base64.
 */
export async function* jsonPieces(output: object, hasBytes: boolean): AsyncGenerator<string> {
  let gathered = ''
  let until = performance.now() + sliceMs
  for (const text of spell(output, hasBytes, slicedDepth)) {
    gathered += text
    if (gathered.length >= pieceLength) {
      yield gathered
      gathered = ''
    }
    if (performance.now() >= until) {
      await turn()
      until = performance.now() + sliceMs
    }
  }
  yield gathered
}

function* spell(value: unknown, hasBytes: boolean, depth: number): Generator<string> {
  if (depth === 0 || !isContainer(value)) {
    yield JSON.stringify(value, hasBytes ? bytesAsBase64 : undefined)
  } else if (Array.isArray(value)) {
    let separator = '['
    for (const item of value) {
      yield separator
      yield* spell(item ?? null, hasBytes, depth - 1)
      separator = ','
    }
    yield separator === '[' ? '[]' : ']'
  } else {
    let separator = '{'
    for (const [name, member] of Object.entries(value)) {
      if (member === undefined) continue
      yield `${separator}${JSON.stringify(name)}:`
      yield* spell(member, hasBytes, depth - 1)
      separator = ','
    }
    yield separator === '{' ? '{}' : '}'
  }
}

/** A list or a plain structure; dates and bytes are values. */
function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  return Array.isArray(value) || !(value instanceof Date || value instanceof Uint8Array)
}

/** A Buffer has spelt itself as JSON already when the replacer sees it, so the holder is asked. */
function bytesAsBase64(
  this: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): unknown {
  const held = this[name]
  return held instanceof Uint8Array ? Buffer.from(held).toString('base64') : value
}
