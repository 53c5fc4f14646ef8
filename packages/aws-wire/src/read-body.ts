import type { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { WireFault } from './wire-fault.ts'

/** Reads a request's body, inflating gzip. Throws WireFault. */
export async function readBody(
  stream: Readable,
  headers: Readonly<Record<string, string | undefined>>,
  maxBytes: number,
): Promise<Uint8Array> {
  const { body } = await readBodies(stream, headers, maxBytes)
  return body
}

/**
 * Reads a request's body: as it was sent, which is what was signed, and inflated. Neither the bytes received nor the bytes inflated may exceed `maxBytes`, so a
 * small bomb is refused as soon as it has swollen past the cap. Throws WireFault.
 */
export async function readBodies(
  stream: Readable,
  headers: Readonly<Record<string, string | undefined>>,
  maxBytes: number,
): Promise<{ readonly sent: Uint8Array; readonly body: Uint8Array }> {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  if (Number(headers['content-length'] ?? 0) > maxBytes) throw tooLarge(maxBytes)
  const chunks = collect(stream, maxBytes)
  if (encoding === 'identity' || encoding === '') {
    const body = await chunks
    return { sent: body, body }
  }
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new WireFault(
      'UnsupportedMediaType',
      `The content encoding ${encoding.slice(0, 64)} is not supported.`,
      415,
    )
  }
  const sent = await chunks
  return { sent, body: await inflate(sent, maxBytes) }
}

/** By events: an iterator over the stream costs more than all the rest of a small request's reading. */
function collect(stream: Readable, maxBytes: number): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>()
  const chunks: Uint8Array[] = []
  let size = 0
  stream.on('data', (chunk: Uint8Array) => {
    size += chunk.length
    chunks.push(chunk)
    if (size <= maxBytes) return
    reject(tooLarge(maxBytes))
    stream.destroy()
  })
  stream.on('end', () => {
    const [only] = chunks
    resolve(chunks.length === 1 && only ? only : Buffer.concat(chunks))
  })
  stream.on('error', reject)
  stream.on('close', () => reject(new Error('The request ended before its body did')))
  return promise
}

async function inflate(bytes: Uint8Array, maxBytes: number): Promise<Uint8Array> {
  const gunzip = createGunzip()
  gunzip.end(bytes)
  try {
    return await collect(gunzip, maxBytes)
  } catch (error) {
    if (error instanceof WireFault) throw error
    throw new WireFault('MalformedInput', 'The request body is not valid gzip.')
  } finally {
    gunzip.destroy()
  }
}

function tooLarge(maxBytes: number): WireFault {
  return new WireFault(
    'RequestEntityTooLarge',
    `The request body is larger than ${maxBytes} bytes.`,
    413,
  )
}
