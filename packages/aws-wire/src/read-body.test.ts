import { Readable } from 'node:stream'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readBody } from './read-body.ts'

const gzip = { 'content-encoding': 'gzip' }

function stream(bytes: Uint8Array, chunkBytes = 1000): Readable {
  return Readable.from(pieces(bytes, chunkBytes), { objectMode: false })
}

function* pieces(bytes: Uint8Array, chunkBytes: number): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) {
    yield bytes.subarray(start, start + chunkBytes)
  }
}

describe('readBody', () => {
  const text = Buffer.from('Action=PutMetricData&'.repeat(1000))

  test('joins the chunks', async () => {
    expect(Buffer.from(await readBody(stream(text), {}, 100_000))).toEqual(text)
    expect(await readBody(stream(Buffer.alloc(0)), {}, 10)).toHaveLength(0)
  })

  test('inflates gzip', async () => {
    expect(Buffer.from(await readBody(stream(gzipSync(text), 7), gzip, 100_000))).toEqual(text)
  })

  test('takes exactly the cap', async () => {
    await expect(readBody(stream(text), {}, text.length)).resolves.toHaveLength(text.length)
    await expect(readBody(stream(gzipSync(text)), gzip, text.length)).resolves.toHaveLength(
      text.length,
    )
  })

  test('refuses what is longer than the cap', async () => {
    const refused = { code: 'RequestEntityTooLarge', status: 413 }
    await expect(readBody(stream(text), {}, text.length - 1)).rejects.toMatchObject(refused)
    await expect(readBody(stream(text), { 'content-length': '21000' }, 100)).rejects.toMatchObject(
      refused,
    )
  })

  test('refuses a bomb without inflating it whole', async () => {
    const bomb = gzipSync(Buffer.alloc(256 * 1024 * 1024))
    const before = process.memoryUsage().arrayBuffers
    await expect(readBody(stream(bomb), gzip, 1024 * 1024)).rejects.toMatchObject({
      code: 'RequestEntityTooLarge',
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024)
  })

  test.each([
    ['is no gzip', text],
    ['is cut off', gzipSync(text).subarray(0, 50)],
  ])('refuses a body that %s', async (_, bytes) => {
    await expect(readBody(stream(bytes), gzip, 100_000)).rejects.toMatchObject({
      code: 'MalformedInput',
    })
  })

  test('refuses an encoding it does not know', async () => {
    await expect(
      readBody(stream(text), { 'content-encoding': 'br' }, 100_000),
    ).rejects.toMatchObject({
      status: 415,
    })
  })
})
