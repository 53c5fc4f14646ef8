import { createChance } from '@brume/clock'
import { duplexPair, type Duplex } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { FlowStream } from './flow-stream.ts'

function connect() {
  const [far, server] = duplexPair()
  const counted = { there: 0, back: 0 }
  server.on('error', () => {})
  const near = new FlowStream(far, {
    onBytes: (way, bytes) => (counted[way] += bytes),
    onClose: () => {},
  })
  return { near, far, server, counted }
}

/** All that comes, without closing the stream as an iterator would. */
function buffer(stream: Duplex): Promise<Buffer> {
  const parts: Buffer[] = []
  stream.on('data', (chunk: Buffer) => parts.push(chunk))
  return new Promise((resolve, reject) => {
    stream.once('end', () => resolve(Buffer.concat(parts)))
    stream.once('error', reject)
  })
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a connection through the network', () => {
  it('carries every byte once and in order, however often it is held', async () => {
    for (let seed = 0; seed < 15; seed += 1) {
      const chance = createChance(`flow-${seed}`)
      const { near, server, counted } = connect()
      const bytes = () => Buffer.from(chance.hex(2 * (1 + chance.below(40_000))), 'hex')
      const sent = { there: [] as Buffer[], back: [] as Buffer[] }
      const heard = { there: buffer(server), back: buffer(near) }
      for (let step = 0; step < 40; step += 1) {
        const action = chance.below(4)
        if (action === 0) near.hold()
        else if (action === 1) near.letGo()
        else {
          const [way, end] = action === 2 ? (['there', near] as const) : (['back', server] as const)
          const chunk = bytes()
          sent[way].push(chunk)
          end.write(chunk)
        }
        if (chance.below(3) === 0) await turn()
      }
      near.end()
      server.end()
      near.letGo()
      const there = Buffer.concat(sent.there)
      const back = Buffer.concat(sent.back)
      expect((await heard.there).equals(there), `seed ${seed}`).toBe(true)
      expect((await heard.back).equals(back), `seed ${seed}`).toBe(true)
      expect(counted).toEqual({ there: there.length, back: back.length })
    }
  })

  it('lets nothing through while it is held, not even an end', async () => {
    const { near, server } = connect()
    const events: string[] = []
    server.on('data', () => events.push('data')).on('end', () => events.push('end'))
    near.on('data', () => events.push('answer'))
    near.hold()
    near.write('x')
    near.end()
    server.write('y')
    for (let i = 0; i < 5; i += 1) await turn()
    expect(events).toEqual([])
    near.letGo()
    for (let i = 0; i < 5; i += 1) await turn()
    expect(events.toSorted()).toEqual(['answer', 'data', 'end'])
  })

  it('holds the sender back when nobody reads', async () => {
    const { near, server } = connect()
    let taken = 0
    while (near.write(Buffer.alloc(16_384)) && taken < 1000) {
      taken += 1
      await turn()
    }
    expect(taken).toBeLessThan(20)
    server.resume()
    await new Promise((resolve) => near.once('drain', resolve))
    near.destroy()
  })

  it('can be closed in one direction, and a reset at one end is one at the other', async () => {
    const { near, server } = connect()
    near.end('question')
    expect((await buffer(server)).toString()).toBe('question')
    server.end('answer')
    expect((await buffer(near)).toString()).toBe('answer')
    const reset = connect()
    const error = new Promise<Error>((resolve) => reset.near.once('error', resolve))
    reset.far.destroy()
    expect(await error).toMatchObject({ code: 'ECONNRESET' })
    const other = connect()
    other.near.destroy()
    expect(other.far.destroyed).toBe(true)
  })
})
