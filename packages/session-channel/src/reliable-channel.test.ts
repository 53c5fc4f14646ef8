import { createChance, createManualClock } from '@brume/clock'
import type { ManualClock } from '@brume/clock'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame, MessageType, PayloadType } from './codec.ts'
import type { Frame } from './codec.ts'
import { parseAcknowledgement } from './acknowledgement.ts'
import { ReliableChannel } from './reliable-channel.ts'
import type { ChannelOptions, Role } from './reliable-channel.ts'
import { MemoryLink } from './testing/memory-link.ts'
import type { LinkFaults } from './testing/memory-link.ts'
import type { Transport } from './transport.ts'

const start = 1_700_000_000_000

/** One end that notes what it sends and received. */
function makeEnd(role: Role, clock: ManualClock, options: Partial<ChannelOptions> = {}) {
  const received: Uint8Array[] = []
  const sent: Frame[] = []
  const happened: string[] = []
  let ids = 0
  const channel = new ReliableChannel({
    role,
    clock,
    uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
    events: {
      stream: (_type, payload) => received.push(payload),
      drained: () => happened.push('drained'),
      stalled: () => happened.push('stalled'),
    },
    ...options,
  })
  const sink: Transport = {
    bufferedBytes: 0,
    send: (data) => {
      const decoded = typeof data === 'string' ? undefined : decodeFrame(data)
      if (decoded?.ok) sent.push(decoded.frame)
    },
    close: () => undefined,
    listen: () => undefined,
  }
  const stream = (): Frame[] => sent.filter((frame) => frame.messageType !== 'acknowledge')
  const acked = (): number[] =>
    sent
      .filter((frame) => frame.messageType === 'acknowledge')
      .map((frame) => parseAcknowledgement(frame.payload)?.sequenceNumber ?? -1)
  return { channel, received, sent, sink, stream, acked, happened }
}

function join(
  a: ReliableChannel,
  b: ReliableChannel,
  clock: ManualClock,
  faults?: LinkFaults,
): MemoryLink {
  const link = new MemoryLink(clock, faults)
  for (const [channel, transport] of [
    [a, link.client],
    [b, link.agent],
  ] as const) {
    transport.listen({
      message: (data) => typeof data !== 'string' && channel.receive(data),
      closed: () => channel.detach(),
    })
  }
  a.attach(link.client)
  b.attach(link.agent)
  return link
}

function frame(from: Role, sequenceNumber: number, text: string, id = sequenceNumber): Uint8Array {
  return encodeFrame({
    messageType: from === 'client' ? MessageType.input : MessageType.output,
    schemaVersion: 1,
    createdAt: start,
    sequenceNumber,
    flags: 0,
    messageId: `11111111-0000-4000-8000-${String(id).padStart(12, '0')}`,
    payloadType: PayloadType.output,
    payload: Buffer.from(text),
  })
}

function ackOf(sent: Frame | undefined): Uint8Array {
  return encodeFrame({
    messageType: MessageType.acknowledge,
    schemaVersion: 1,
    createdAt: start,
    sequenceNumber: 0,
    flags: 3,
    messageId: '22222222-0000-4000-8000-000000000000',
    payloadType: 0,
    payload: Buffer.from(
      JSON.stringify({
        AcknowledgedMessageType: sent?.messageType,
        AcknowledgedMessageId: sent?.messageId,
        AcknowledgedMessageSequenceNumber: sent?.sequenceNumber,
        IsSequentialMessage: true,
      }),
    ),
  })
}

const textOf = (chunks: readonly Uint8Array[]): string => Buffer.concat(chunks).toString()

describe('what one end sends', () => {
  it('numbers from 0, with SYN on the agent’s first frame only', () => {
    const clock = createManualClock(start)
    for (const role of ['agent', 'client'] as const) {
      const end = makeEnd(role, clock)
      end.channel.attach(end.sink)
      end.channel.send(PayloadType.output, Buffer.from('a'))
      end.channel.send(PayloadType.output, Buffer.from('b'))
      expect(end.stream().map((sent) => [sent.sequenceNumber, sent.flags])).toEqual([
        [0, role === 'agent' ? 1 : 0],
        [1, 0],
      ])
      expect(end.stream()[0]?.createdAt).toBe(start)
    }
  })

  it('acknowledges in the agent’s own bytes, with flags 3, outside the numbering', () => {
    const end = makeEnd('agent', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 0, 'x'))
    const [ack] = end.sent
    expect(ack).toMatchObject({
      messageType: 'acknowledge',
      flags: 3,
      sequenceNumber: 0,
      payloadType: 0,
    })
    expect(Buffer.from(ack?.payload ?? []).toString()).toBe(
      '{"AcknowledgedMessageType":"input_stream_data","AcknowledgedMessageId":"11111111-0000-4000-8000-000000000000","AcknowledgedMessageSequenceNumber":0,"IsSequentialMessage":true}',
    )
  })

  it('resends only the oldest frame, the same bytes, once the time-out has passed', () => {
    const clock = createManualClock(start)
    const end = makeEnd('client', clock)
    end.channel.attach(end.sink)
    for (const text of ['a', 'b', 'c']) end.channel.send(PayloadType.output, Buffer.from(text))
    clock.advance(100)
    expect(end.stream()).toHaveLength(3)
    clock.advance(100)
    expect(end.stream().slice(3)).toEqual([end.stream()[0]])
    end.channel.receive(ackOf(end.stream()[1]))
    end.channel.receive(ackOf(end.stream()[0]))
    clock.advance(1000)
    expect(
      new Set(
        end
          .stream()
          .slice(4)
          .map((sent) => sent.sequenceNumber),
      ),
    ).toEqual(new Set([2]))
    end.channel.receive(ackOf(end.stream()[2]))
    const count = end.sent.length
    clock.advance(60_000)
    expect(end.sent).toHaveLength(count)
    expect(end.channel.isFlushed).toBe(true)
  })

  it('waits longer on a slow line, at most a second', () => {
    const clock = createManualClock(start)
    const end = makeEnd('agent', clock)
    end.channel.attach(end.sink)
    for (let index = 0; index < 40; index += 1) {
      end.channel.send(PayloadType.output, Buffer.from('a'))
      const last = end.stream().at(-1)
      clock.advance(190)
      end.channel.receive(ackOf(last))
    }
    expect(end.channel.stats.resends).toBe(0)
    for (let index = 0; index < 10; index += 1) {
      end.channel.send(PayloadType.output, Buffer.from('a'))
      const last = end.stream().at(-1)
      clock.advance(199)
      end.channel.receive(ackOf(last))
    }
    const before = end.stream().length
    end.channel.send(PayloadType.output, Buffer.from('a'))
    clock.advance(10_000)
    expect(end.stream().length - before).toBeGreaterThan(9)
  })

  it('holds back what exceeds the window, and tells when half of it is free', () => {
    const clock = createManualClock(start)
    const end = makeEnd('agent', clock, { windowBytes: 4000 })
    end.channel.attach(end.sink)
    for (let index = 0; index < 8; index += 1)
      end.channel.send(PayloadType.output, new Uint8Array(1000))
    expect(end.stream()).toHaveLength(4)
    expect(end.channel.isFull).toBe(true)
    for (let index = 0; index < 5; index += 1) end.channel.receive(ackOf(end.stream()[index]))
    expect(end.stream()).toHaveLength(8)
    expect(end.happened).toEqual([])
    end.channel.receive(ackOf(end.stream()[5]))
    expect(end.happened).toEqual(['drained'])
    expect(end.channel.isFull).toBe(false)
  })

  it('says so when nobody answers, once', () => {
    const clock = createManualClock(start)
    const end = makeEnd('client', clock, { maxResends: 5 })
    end.channel.attach(end.sink)
    end.channel.send(PayloadType.output, Buffer.from('a'))
    clock.advance(10_000)
    expect(end.happened).toEqual(['stalled'])
  })
})

describe('what one end receives', () => {
  it('acknowledges early frames at once and delivers them in their place', () => {
    const end = makeEnd('client', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('agent', 2, 'c'))
    end.channel.receive(frame('agent', 1, 'b'))
    expect(end.received).toHaveLength(0)
    expect(end.acked()).toEqual([2, 1])
    end.channel.receive(frame('agent', 0, 'a'))
    expect(textOf(end.received)).toBe('abc')
    expect(end.acked()).toEqual([2, 1, 0])
  })

  it('acknowledges duplicates again, and damaged frames never', () => {
    const end = makeEnd('client', createManualClock(start))
    end.channel.attach(end.sink)
    const bytes = frame('agent', 0, 'a')
    end.channel.receive(bytes)
    end.channel.receive(bytes)
    expect(end.acked()).toEqual([0, 0])
    const damaged = frame('agent', 1, 'b')
    damaged[damaged.length - 1] = 0
    end.channel.receive(damaged)
    expect(end.acked()).toEqual([0, 0])
    expect(textOf(end.received)).toBe('a')
    expect(end.channel.stats).toMatchObject({ duplicates: 1, refused: 1 })
  })

  it('drops frames beyond its buffer without a word', () => {
    const end = makeEnd('agent', createManualClock(start), { maxEarlyFrames: 2 })
    end.channel.attach(end.sink)
    for (const sequenceNumber of [1, 2, 3])
      end.channel.receive(frame('client', sequenceNumber, 'x'))
    expect(end.acked()).toEqual([1, 2])
  })

  it('counts the bytes that it holds, and lets them go in order', () => {
    const end = makeEnd('agent', createManualClock(start), { maxEarlyBytes: 5 })
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 1, 'bcd'))
    end.channel.receive(frame('client', 2, 'efg'))
    expect(end.acked()).toEqual([1])
    end.channel.receive(frame('client', 0, 'a'))
    end.channel.receive(frame('client', 3, 'hij'))
    end.channel.receive(frame('client', 2, 'efg'))
    expect(textOf(end.received)).toBe('abcdefghij')
  })

  it('ignores its own direction’s frames', () => {
    const end = makeEnd('client', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 0, 'a'))
    expect(end.received).toHaveLength(0)
    expect(end.acked()).toEqual([])
  })
})

describe('twins', () => {
  it('delivers both, acknowledges the number that they used up, and goes on after it', () => {
    const end = makeEnd('agent', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 0, '\x03', 100))
    end.channel.receive(frame('client', 0, 'ls\n', 101))
    end.channel.receive(frame('client', 2, 'pwd\n', 102))
    expect(textOf(end.received)).toBe('\x03ls\npwd\n')
    expect(end.acked()).toEqual([0, 0, 1, 2])
    expect(end.channel.stats.twins).toBe(1)
  })

  it('delivers the number after twins when it does come', () => {
    const end = makeEnd('agent', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 0, 'a', 100))
    end.channel.receive(frame('client', 0, 'b', 101))
    end.channel.receive(frame('client', 1, 'c', 102))
    end.channel.receive(frame('client', 2, 'd', 103))
    expect(textOf(end.received)).toBe('abcd')
  })

  it('recognises twins that come early, and after a frame that is ahead', () => {
    const end = makeEnd('agent', createManualClock(start))
    end.channel.attach(end.sink)
    end.channel.receive(frame('client', 1, 'b', 101))
    end.channel.receive(frame('client', 1, 'c', 102))
    end.channel.receive(frame('client', 3, 'd', 103))
    end.channel.receive(frame('client', 0, 'a', 100))
    expect(textOf(end.received)).toBe('abcd')
    end.channel.receive(frame('client', 4, 'e', 104))
    end.channel.receive(frame('client', 6, 'g', 106))
    end.channel.receive(frame('client', 4, 'f', 105))
    expect(textOf(end.received)).toBe('abcdefg')
  })

  it('takes the same frame twice for a duplicate, and no twins as a client', () => {
    const agent = makeEnd('agent', createManualClock(start))
    agent.channel.attach(agent.sink)
    agent.channel.receive(frame('client', 0, 'a'))
    agent.channel.receive(frame('client', 0, 'a'))
    expect(textOf(agent.received)).toBe('a')
    const client = makeEnd('client', createManualClock(start))
    client.channel.attach(client.sink)
    client.channel.receive(frame('agent', 0, 'a', 1))
    client.channel.receive(frame('agent', 0, 'b', 2))
    expect(textOf(client.received)).toBe('a')
  })
})

describe('ghosts', () => {
  it('does not deadlock when acknowledgements are lost with the socket and the plugin stays silent about duplicates', () => {
    const clock = createManualClock(start)
    const agent = makeEnd('agent', clock, { windowBytes: 32 * 1024 })
    const total = 256
    agent.channel.attach(agent.sink)
    for (let index = 0; index < total; index += 1) {
      agent.channel.send(PayloadType.output, Buffer.alloc(1024, index))
    }
    // The plugin: acknowledges what is new to it, and nothing else.
    const got = new Set<number>()
    const plugin = { isReachable: false, read: 0 }
    const pluginReads = (): void => {
      for (; plugin.read < agent.stream().length; plugin.read += 1) {
        const sent = agent.stream()[plugin.read]
        if (sent === undefined || got.has(sent.sequenceNumber)) continue
        got.add(sent.sequenceNumber)
        if (plugin.isReachable) agent.channel.receive(ackOf(sent))
      }
    }
    pluginReads()
    expect(got.size).toBe(32)
    expect(agent.channel.isFull).toBe(true)
    agent.channel.detach()
    plugin.isReachable = true
    agent.channel.attach(agent.sink)
    for (let turn = 0; turn < 100 && got.size < total; turn += 1) pluginReads()
    pluginReads()
    expect(got.size).toBe(total)
    expect(agent.channel.isFlushed).toBe(true)
    expect(agent.channel.stats).toMatchObject({ prunedGhosts: 32, ghosts: 0 })
  })

  it('repeats ghosts ever more rarely while nothing newer is acknowledged', () => {
    const clock = createManualClock(start)
    const agent = makeEnd('agent', clock)
    agent.channel.attach(agent.sink)
    agent.channel.send(PayloadType.output, Buffer.from('a'))
    agent.channel.attach(agent.sink)
    clock.advance(600_000)
    expect(agent.stream().length).toBeLessThan(120)
    expect(agent.channel.unacknowledgedBytes).toBe(0)
  })

  it('keeps a client’s ghosts until they are acknowledged: agents answer duplicates', () => {
    const clock = createManualClock(start)
    const client = makeEnd('client', clock)
    client.channel.attach(client.sink)
    client.channel.send(PayloadType.output, Buffer.from('a'))
    client.channel.attach(client.sink)
    client.channel.send(PayloadType.output, Buffer.from('b'))
    client.channel.receive(ackOf(client.stream().find((sent) => sent.sequenceNumber === 1)))
    expect(client.channel.isFlushed).toBe(false)
    client.channel.receive(ackOf(client.stream()[0]))
    expect(client.channel.isFlushed).toBe(true)
  })
})

describe('two ends', () => {
  const chunks = fc.array(fc.uint8Array({ minLength: 1, maxLength: 60 }), { maxLength: 60 })

  it('carry both directions whole through loss, duplication and reordering', () => {
    fc.assert(
      fc.property(
        chunks,
        chunks,
        fc.integer(),
        fc.nat({ max: 30 }),
        (up, down, seed, lossPercent) => {
          const clock = createManualClock(start)
          const client = makeEnd('client', clock, { windowBytes: 500 })
          const agent = makeEnd('agent', clock, { windowBytes: 500 })
          join(client.channel, agent.channel, clock, {
            chance: createChance(String(seed)),
            lossRate: lossPercent / 100,
            duplicateRate: 0.2,
            maxDelayMs: 50,
          })
          for (const bytes of up) client.channel.send(PayloadType.output, bytes)
          for (const bytes of down) agent.channel.send(PayloadType.output, bytes)
          clock.advance(600_000)
          expect(textOf(agent.received)).toBe(textOf(up))
          expect(textOf(client.received)).toBe(textOf(down))
          expect(client.channel.isFlushed && agent.channel.isFlushed).toBe(true)
        },
      ),
      { numRuns: 150 },
    )
  })

  it('carry both directions whole through cut sockets, which lose what is under way', () => {
    fc.assert(
      fc.property(chunks, chunks, fc.integer(), (up, down, seed) => {
        const clock = createManualClock(start)
        const chance = createChance(String(seed))
        const client = makeEnd('client', clock, { windowBytes: 300 })
        const agent = makeEnd('agent', clock, { windowBytes: 300 })
        for (const bytes of up) client.channel.send(PayloadType.output, bytes)
        for (const bytes of down) agent.channel.send(PayloadType.output, bytes)
        for (let cuts = 0; cuts < 5; cuts += 1) {
          const link = join(client.channel, agent.channel, clock)
          link.losesToClient = chance.next() < 0.5
          link.losesToAgent = chance.next() < 0.5
          clock.advance(chance.below(300))
          link.cut()
        }
        join(client.channel, agent.channel, clock)
        clock.advance(600_000)
        expect(textOf(agent.received)).toBe(textOf(up))
        expect(textOf(client.received)).toBe(textOf(down))
        expect(client.channel.isFlushed && agent.channel.isFlushed).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  it('carry 50 MB byte for byte through forced cuts that lose acknowledgements', () => {
    const clock = createManualClock(start)
    const total = 50_000_000
    const source = Buffer.alloc(total)
    for (let index = 0; index < total; index += 4)
      source.writeUInt32LE(Math.imul(index, 2654435761) >>> 0, index)
    const target = Buffer.alloc(total)
    const progress = { arrived: 0 }
    const client = new ReliableChannel({
      role: 'client',
      clock,
      events: {
        stream: (_type, payload) => {
          target.set(payload, progress.arrived)
          progress.arrived += payload.length
        },
      },
    })
    const agent = new ReliableChannel({
      role: 'agent',
      clock,
      events: { stream: () => undefined, drained: () => fill() },
    })
    let sent = 0
    const fill = (): void => {
      while (sent < total && !agent.isFull) {
        const next = Math.min(total, sent + 4096)
        agent.send(PayloadType.output, source.subarray(sent, next))
        sent = next
      }
    }
    // Each message takes a millisecond, so that a cut finds some under way.
    const line = { chance: createChance('line'), lossRate: 0, duplicateRate: 0, maxDelayMs: 1 }
    let link = join(client, agent, clock, line)
    const passUntil = (bytes: number): void => {
      for (let ms = 0; ms < 1_000_000 && progress.arrived < bytes; ms += 1) clock.advance(1)
    }
    fill()
    for (const cutAt of [10_000_000, 20_000_000, 40_000_000]) {
      passUntil(cutAt)
      link.losesToAgent = true
      clock.advance(1)
      link.cut()
      clock.advance(500)
      link = join(client, agent, clock, line)
    }
    passUntil(total)
    clock.advance(1000)
    expect(progress.arrived).toBe(total)
    expect(target.equals(source)).toBe(true)
    expect(agent.isFlushed).toBe(true)
    expect(agent.stats.resends).toBeGreaterThan(100)
  })
})
