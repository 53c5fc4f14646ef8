import type { Duplex } from 'node:stream'
import { createChance } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { encodeSmuxFrame, SmuxParser } from './smux-frame.ts'
import { Smux } from './smux.ts'
import type { SmuxOptions } from './smux.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const frame = (command: number, streamId: number, text = ''): Uint8Array =>
  encodeSmuxFrame({ command, streamId, data: Buffer.from(text) })

/** One end whose other end is the test. */
function makeEnd(role: 'client' | 'server', options: Partial<SmuxOptions> = {}) {
  const sent: string[] = []
  const streams: Duplex[] = []
  const happened: string[] = []
  const state = { isFull: false }
  return {
    sent,
    streams,
    happened,
    state,
    smux: new Smux({
      role,
      send: (bytes) => sent.push(hex(bytes)),
      isFull: () => state.isFull,
      holdInput: () => happened.push('hold'),
      admitInput: () => happened.push('admit'),
      opened: (stream) => streams.push(stream),
      failed: (reason) => happened.push(reason),
      ...options,
    }),
  }
}

function collect(stream: Duplex) {
  const seen = { text: '', hasEnded: false }
  stream.on('data', (bytes: Buffer) => (seen.text += bytes.toString('latin1')))
  stream.on('end', () => (seen.hasEnded = true))
  return seen
}

describe('the frame', () => {
  it('is version, command, length and id in little endian, then the data', () => {
    expect(hex(frame(0, 3))).toBe('0100000003000000')
    expect(hex(frame(2, 0x01020304, 'hi'))).toBe('01020200040302016869')
    expect(hex(frame(1, 5))).toBe('0101000005000000')
  })

  it('is found in a stream cut anywhere', () => {
    const bytes = Buffer.concat([frame(0, 3), frame(2, 3, 'hello'), frame(3, 0), frame(1, 3)])
    for (let size = 1; size <= bytes.length; size += 1) {
      const parser = new SmuxParser()
      const found: string[] = []
      for (let start = 0; start < bytes.length; start += size) {
        for (const each of parser.parse(bytes.subarray(start, start + size)) ?? []) {
          found.push(`${each.command} ${each.streamId} ${Buffer.from(each.data).toString()}`)
        }
      }
      expect(found).toEqual(['0 3 ', '2 3 hello', '3 0 ', '1 3 '])
    }
  })

  it.each(['0200000003000000', '0104000003000000', '474554202f204854'])('is not %s', (text) =>
    expect(new SmuxParser().parse(Buffer.from(text, 'hex'))).toBeUndefined(),
  )
})

describe('a client', () => {
  it('opens streams 3, 5, 7, and cuts what it writes at 32 KiB', async () => {
    const { smux, sent } = makeEnd('client')
    const first = smux.open()
    smux.open()
    smux.open().end(Buffer.alloc(70_000, 'x'))
    first.write('abc')
    await turn()
    expect(sent.map((bytes) => bytes.slice(0, 16))).toEqual([
      '0100000003000000',
      '0100000005000000',
      '0100000007000000',
      '0102008007000000',
      '0102008007000000',
      '0102701107000000',
      '0101000007000000',
      '0102030003000000',
    ])
  })

  it('takes no streams from the server', () => {
    const { smux, streams } = makeEnd('client')
    smux.receive(frame(0, 2))
    expect(streams).toEqual([])
    expect(smux.streamCount).toBe(0)
  })
})

describe('a server', () => {
  it('ends the halves of a stream apart, and forgets it after both', async () => {
    const { smux, sent, streams } = makeEnd('server')
    smux.receive(Buffer.concat([frame(0, 3), frame(2, 3, 'question'), frame(1, 3)]))
    const [stream] = streams
    if (stream === undefined) throw new Error('no stream')
    const seen = collect(stream)
    await turn()
    expect(seen).toEqual({ text: 'question', hasEnded: true })
    expect(smux.streamCount).toBe(1)
    stream.end('answer')
    await turn()
    expect(sent).toEqual([hex(frame(2, 3, 'answer')), hex(frame(1, 3))])
    expect(smux.streamCount).toBe(0)
    smux.receive(Buffer.concat([frame(2, 3, 'late'), frame(1, 3)]))
  })

  it('tells the peer of a destroyed stream once', async () => {
    const { smux, sent, streams } = makeEnd('server')
    smux.receive(frame(0, 3))
    streams[0]?.destroy()
    streams[0]?.destroy()
    await turn()
    expect(sent).toEqual([hex(frame(1, 3))])
    expect(smux.streamCount).toBe(0)
  })

  it('stops the peer while too much is unread, over all streams, and lets it go on', async () => {
    const { smux, streams, happened } = makeEnd('server', { maxUnreadBytes: 200_000 })
    smux.receive(Buffer.concat([frame(0, 3), frame(0, 5)]))
    const piece = 'x'.repeat(30_000)
    for (let index = 0; index < 12; index += 1) {
      smux.receive(frame(2, index % 2 === 0 ? 3 : 5, piece))
    }
    await turn()
    expect(happened).toEqual(['hold'])
    const [slow, quick] = streams
    if (slow === undefined || quick === undefined) throw new Error('no streams')
    const seen = collect(quick)
    await turn()
    expect(seen.text.length).toBe(180_000)
    const rest = collect(slow)
    await turn()
    expect(rest.text.length).toBe(180_000)
    expect(happened).toEqual(['hold', 'admit'])
    slow.destroy()
  })

  it('counts no more what a destroyed stream left unread', async () => {
    const { smux, streams, happened } = makeEnd('server', { maxUnreadBytes: 100_000 })
    smux.receive(frame(0, 3))
    for (let index = 0; index < 6; index += 1) smux.receive(frame(2, 3, 'x'.repeat(30_000)))
    streams[0]?.destroy()
    await turn()
    expect(happened).toEqual(['hold', 'admit'])
  })

  it('makes writers wait while the session is full', async () => {
    const end = makeEnd('server')
    end.smux.receive(frame(0, 3))
    end.state.isFull = true
    let isWritten = false
    end.streams[0]?.write('a', () => (isWritten = true))
    await turn()
    expect(isWritten).toBe(false)
    end.state.isFull = false
    end.smux.drained()
    await turn()
    expect(isWritten).toBe(true)
  })

  it('refuses streams past a thousand', () => {
    const { smux, sent, streams } = makeEnd('server')
    for (let id = 0; id < 1100; id += 1) smux.receive(frame(0, 3 + id * 2))
    expect(streams).toHaveLength(1024)
    expect(sent).toHaveLength(76)
    smux.close()
  })

  it('survives random bytes', () => {
    const chance = createChance('hostile')
    for (let run = 0; run < 300; run += 1) {
      const { smux, happened } = makeEnd('server')
      for (let piece = 0; piece < 20 && happened.length === 0; piece += 1) {
        smux.receive(
          Buffer.from(chance.hex(2 * (1 + chance.below(60))), 'hex').map((byte, at) =>
            at % 8 === 0 ? 1 : at % 8 === 1 ? byte % 5 : byte,
          ),
        )
      }
      smux.close()
      expect(smux.streamCount).toBeLessThanOrEqual(1024)
    }
  })
})
