import { setImmediate as turn } from 'node:timers/promises'

/** Items of a list turned into JSON before the event loop gets its turn. */
const sliceSize = 100

/**
 * An output as JSON, in pieces: a list of ten thousand instances is 35 MB, and in one go would hold everybody else for
 * half a second. Dates spell themselves in ISO form; bytes become base64.
 */
export async function* jsonPieces(output: object, hasBytes: boolean): AsyncGenerator<string> {
  const spell = (value: unknown) =>
    hasBytes ? JSON.stringify(value, bytesAsBase64) : JSON.stringify(value)
  let separator = '{'
  for (const [name, value] of Object.entries(output)) {
    if (value === undefined) continue
    const head = `${separator}${JSON.stringify(name)}:`
    separator = ','
    if (!Array.isArray(value) || value.length <= sliceSize) {
      yield head + spell(value)
      continue
    }
    for (let at = 0; at < value.length; at += sliceSize) {
      if (at > 0) await turn()
      const items = spell(value.slice(at, at + sliceSize)).slice(1, -1)
      yield (at === 0 ? `${head}[` : ',') + items
    }
    yield ']'
  }
  yield separator === '{' ? '{}' : '}'
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
