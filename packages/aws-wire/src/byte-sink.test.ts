import { describe, expect, test } from 'vitest'
import { ByteSink, chunksOf, maxChunkBytes, recycleChunk } from './byte-sink.ts'

/** Writes the pieces as an encoder does, pausing where it may. */
function chunks(pieces: readonly (string | Uint8Array)[]): Iterable<Uint8Array> {
  const sink = new ByteSink()
  function* write(): Generator<undefined> {
    for (const piece of pieces) {
      if (typeof piece === 'string') sink.text(piece)
      else sink.bytes(piece)
      if (sink.isReady) yield
    }
  }
  return chunksOf(sink, write())
}

function whole(pieces: readonly (string | Uint8Array)[]): Buffer {
  return Buffer.concat(pieces.map((piece) => Buffer.from(piece)))
}

describe('ByteSink', () => {
  test('a short answer is an array of one chunk', () => {
    const made = chunks(['<a>', Buffer.from('é'), '</a>'])
    expect(made).toEqual([Buffer.from('<a>é</a>')])
  })

  test('nothing is no chunk', () => {
    expect(chunks([])).toEqual([])
  })

  test.each([
    ['many small texts', Array.from({ length: 50_000 }, (_, n) => `<item>${n} é 😀</item>`)],
    ['many fragments', Array.from({ length: 500 }, (_, n) => Buffer.alloc(3_000, n % 256))],
    ['one long text', ['漢'.repeat(1 << 20)]],
    ['one long fragment', ['<a>', Buffer.alloc(maxChunkBytes * 3 + 7, 1), '</a>']],
    [
      'a fragment of exactly a chunk',
      [Buffer.alloc(maxChunkBytes, 1), Buffer.alloc(maxChunkBytes, 2)],
    ],
    [
      'texts and fragments in turn',
      Array.from({ length: 400 }, (_, n) =>
        n % 2 ? 'é'.repeat(n * 7) : Buffer.alloc(n * 11, n % 256),
      ),
    ],
  ])('%s keep their order, in chunks within the limit', (_, pieces) => {
    const made = [...chunks(pieces)]
    expect(Math.max(...made.map((chunk) => chunk.length))).toBeLessThanOrEqual(maxChunkBytes)
    expect(Buffer.concat(made).equals(whole(pieces))).toBe(true)
  })

  test('chunks are made on demand', () => {
    let written = 0
    const sink = new ByteSink()
    function* write(): Generator<undefined> {
      for (; written < 1_000; written++) {
        sink.text('x'.repeat(10_000))
        if (sink.isReady) yield
      }
    }
    const [first] = chunksOf(sink, write())
    expect(first?.length).toBeGreaterThan(maxChunkBytes / 2)
    expect(written).toBeLessThan(50)
  })

  test('a chunk that is given back carries the next ones, and only once at a time', () => {
    const long = ['x'.repeat(maxChunkBytes)]
    const [first] = [...chunks(long)]
    if (!first) throw new Error('no chunk')
    recycleChunk(first)
    recycleChunk(first)
    const [second, third] = [...chunks(['y'.repeat(maxChunkBytes), ...long])]
    expect(second?.buffer).toBe(first.buffer)
    expect(third?.buffer).not.toBe(first.buffer)
    const [small] = [...chunks(['small'])]
    if (small) recycleChunk(small)
    expect([...chunks(long)].some(({ buffer }) => buffer === small?.buffer)).toBe(false)
  })
})
