import { duplexPair } from 'node:stream'
import type { Duplex } from 'node:stream'
import { createChance, createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { ClientSession } from './client-session.ts'
import type { ClientSessionOptions, ClientState } from './client-session.ts'
import { decodeFrame, encodeFrame, PayloadType } from './codec.ts'
import { parseFlag } from './flag.ts'
import type { SessionLimits } from './server-session.ts'
import type { PortProperties } from './service.ts'
import { SessionRegistry } from './session-registry.ts'
import { MemoryLink } from './testing/memory-link.ts'
import type { LinkFaults } from './testing/memory-link.ts'
import type { Transport } from './transport.ts'

const start = 1_700_000_000_000
const forwarding: PortProperties = {
  portNumber: '80',
  localPortNumber: '0',
  type: 'LocalPortForwarding',
}

/** A port session between our two ends; its far side is a server of the test. */
function makeWorld(
  options: {
    properties?: PortProperties
    agentVersion?: string
    /** Rewrites what the client says of itself. */
    clientVersion?: string
    limits?: Partial<SessionLimits>
    client?: Partial<ClientSessionOptions>
    faults?: LinkFaults
  } = {},
) {
  const clock = createManualClock(start)
  const links: MemoryLink[] = []
  const states: [ClientState, string][] = []
  const accepted: Duplex[] = []
  const dialled: Duplex[] = []
  const flags: string[] = []
  const world = {
    clock,
    links,
    states,
    /** The server's ends of the connections made so far. */
    accepted,
    /** The agent's ends of them. */
    dialled,
    flags,
    ended: [] as string[],
    failures: 0,
    isListening: true,
    registry: new SessionRegistry({ clock, ended: (_id, reason) => world.ended.push(reason) }),
    pass: async (totalMs: number, stepMs = 50) => {
      for (let leftMs = totalMs; ; leftMs -= stepMs) {
        for (let turn = 0; turn < 4; turn += 1) await new Promise((done) => setImmediate(done))
        if (leftMs <= 0) return
        clock.advance(Math.min(leftMs, stepMs))
      }
    },
  }
  const address = (ticket: { sessionId: string; tokenValue: string }) => ({
    ...ticket,
    streamUrl: `ws://endpoint/v1/data-channel/${ticket.sessionId}`,
  })
  const session = new ClientSession({
    clock,
    target: 'i-0123456789abcdef0',
    size: { cols: 80, rows: 24 },
    forPorts: true,
    start: async () =>
      address(
        world.registry.start({
          sessionId: 'user-1',
          target: 'i-0123456789abcdef0',
          agentVersion: options.agentVersion,
          limits: options.limits,
          service: {
            sessionType: 'Port',
            properties: options.properties ?? forwarding,
            connect: async () => {
              if (!world.isListening) throw new Error('connection refused')
              const [near, far] = duplexPair()
              accepted.push(far)
              dialled.push(near)
              return near
            },
          },
        }),
      ),
    resume: async (sessionId) => {
      const ticket = world.registry.resume(sessionId)
      return ticket && address(ticket)
    },
    terminate: async (sessionId) => void world.registry.terminate(sessionId),
    connect: async (streamUrl) => {
      const link = new MemoryLink(clock, options.faults)
      links.push(link)
      world.registry.accept(
        streamUrl.split('/').at(-1) ?? '',
        overhear(link.agent, flags, options.clientVersion),
      )
      return link.client
    },
    events: {
      output: () => undefined,
      state: (state, reason) => states.push([state, reason]),
      connectFailed: () => (world.failures += 1),
    },
    ...options.client,
  })
  return Object.assign(world, { session })
}

/** The agent's transport, with the flags that pass noted, and the client's version another. */
function overhear(transport: Transport, flags: string[], clientVersion?: string): Transport {
  const note = (from: string, data: Uint8Array | string): void => {
    const decoded = typeof data === 'string' ? undefined : decodeFrame(data)
    if (decoded?.ok && decoded.frame.payloadType === PayloadType.flag) {
      flags.push(`${from} ${parseFlag(decoded.frame.payload)}`)
    }
  }
  return {
    bufferedBytes: 0,
    send: (data) => {
      note('agent', data)
      transport.send(data)
    },
    close: (code, reason) => transport.close(code, reason),
    listen: (listener) =>
      transport.listen({
        closed: (code, reason) => listener.closed(code, reason),
        message: (data) => {
          note('client', data)
          listener.message(typeof data === 'string' ? data : asVersion(data, clientVersion))
        },
      }),
  }
}

function asVersion(data: Uint8Array, version: string | undefined): Uint8Array {
  const decoded = decodeFrame(data)
  if (version === undefined || !decoded.ok) return data
  const { frame } = decoded
  if (frame.payloadType !== PayloadType.handshakeResponse) return data
  const text = Buffer.from(frame.payload).toString().replace('1.2.650.0', version)
  return encodeFrame({ ...frame, payload: Buffer.from(text) })
}

function collect(stream: Duplex | undefined) {
  const seen = { text: '', hasEnded: false, hasClosed: false }
  stream?.on('data', (bytes: Buffer) => (seen.text += bytes.toString('latin1')))
  stream?.on('end', () => (seen.hasEnded = true))
  stream?.on('close', () => (seen.hasClosed = true))
  stream?.on('error', () => undefined)
  return seen
}

describe('port forwarding', () => {
  it('carries several connections, each with both halves', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    expect(world.states).toEqual([['connected', '']])
    const streams = [0, 1, 2, 3, 4].map(() => world.session.openConnection())
    const answers = streams.map(collect)
    await world.pass(50)
    expect(world.accepted).toHaveLength(5)
    const questions = world.accepted.map(collect)
    for (const [index, stream] of streams.entries()) stream.end(`question ${index}`)
    await world.pass(100)
    expect(questions.map(({ text, hasEnded }) => [text, hasEnded])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [`question ${index}`, true]),
    )
    // After the client's end of it: the half that comes back is still open.
    for (const [index, far] of world.accepted.entries()) far.end(`answer ${index}`)
    await world.pass(100)
    expect(answers.map(({ text, hasEnded }) => [text, hasEnded])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [`answer ${index}`, true]),
    )
    expect(answers.every(({ hasClosed }) => hasClosed)).toBe(true)
    await world.session.terminate()
    expect(world.registry.describe()).toEqual([])
  })

  it('tells of a port where nobody listens, for that connection alone', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    world.isListening = false
    const refused = collect(world.session.openConnection())
    await world.pass(100)
    expect(refused).toMatchObject({ text: '', hasEnded: true })
    expect(world.flags).toEqual(['agent 3'])
    expect(world.failures).toBe(1)
    world.isListening = true
    const stream = world.session.openConnection()
    const seen = collect(stream)
    await world.pass(50)
    world.accepted[0]?.write('welcome')
    await world.pass(50)
    expect(seen.text).toBe('welcome')
    await world.session.terminate()
  })

  it('carries bytes as they are: a lone line feed, every byte, sizes around the pieces', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    const stream = world.session.openConnection()
    const back = collect(stream)
    await world.pass(50)
    const [far] = world.accepted
    const there = collect(far)
    const every = Buffer.from(Array.from({ length: 256 }, (_, index) => index)).toString('latin1')
    const texts = ['\n', every, `${'x'.repeat(1016)}\n`, `${'y'.repeat(2040)}\n`]
    for (const text of texts) {
      stream.write(text, 'latin1')
      far?.write(text, 'latin1')
      await world.pass(50)
    }
    expect(there.text).toBe(texts.join(''))
    expect(back.text).toBe(texts.join(''))
    await world.session.terminate()
  })

  it('holds the client back while a server reads nothing, without closing our own window, and loses nothing', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    const slow = world.session.openConnection()
    await world.pass(50)
    let written = 0
    const block = Buffer.alloc(64 * 1024, 'u')
    const pump = (): void => {
      while (written < 6 * 1024 * 1024) {
        written += block.length
        if (!slow.write(block)) return void slow.once('drain', pump)
      }
      slow.end()
    }
    pump()
    await world.pass(3000)
    expect(written).toBeLessThan(2.5 * 1024 * 1024)
    // What comes the other way still flows: acknowledgements are taken.
    const down = collect(slow)
    world.accepted[0]?.write(Buffer.alloc(3 * 1024 * 1024, 'd'))
    await world.pass(3000)
    expect(down.text.length).toBe(3 * 1024 * 1024)
    const up = collect(world.accepted[0])
    await world.pass(20_000)
    expect(up.text.length).toBe(6 * 1024 * 1024)
    expect(up.hasEnded).toBe(true)
    await world.session.terminate()
  })

  it('pauses a server whose client reads nothing', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    const stream = world.session.openConnection()
    await world.pass(50)
    const [far] = world.accepted
    let sent = 0
    const block = Buffer.alloc(64 * 1024, 'z')
    const flood = (): void => {
      while (sent < 8 * 1024 * 1024) {
        sent += block.length
        if (far?.write(block) === false) return void far.once('drain', flood)
      }
      far?.end()
    }
    flood()
    await world.pass(3000)
    expect(sent).toBeLessThan(4 * 1024 * 1024)
    const seen = collect(stream)
    await world.pass(20_000)
    expect(seen.text.length).toBe(8 * 1024 * 1024)
    await world.session.terminate()
  })

  it.each(['loss', 'cuts'])('keeps five streams exact through %s', async (kind) => {
    const chance = createChance(`ports ${kind}`)
    const world = makeWorld({
      faults:
        kind === 'loss'
          ? { chance, lossRate: 0.03, duplicateRate: 0.03, maxDelayMs: 30 }
          : undefined,
    })
    await world.session.open()
    await world.pass(3000)
    const size = kind === 'loss' ? 60_000 : 400_000
    const text = (seed: number): string =>
      Array.from({ length: size / 10 }, (_, index) => `${seed} ${index}`.padStart(9)).join('\n')
    const pairs = await Promise.all(
      [0, 1, 2, 3, 4].map(async (index) => {
        const stream = world.session.openConnection()
        return { stream, back: collect(stream), index }
      }),
    )
    await world.pass(10_000)
    const there = world.accepted.map(collect)
    expect(there).toHaveLength(5)
    for (const { stream, index } of pairs) stream.end(text(index))
    for (const [index, far] of world.accepted.entries()) far.end(text(index + 10))
    if (kind === 'cuts') {
      for (let cut = 0; cut < 6; cut += 1) {
        await world.pass(60, 10)
        world.links.at(-1)?.cut()
        await world.pass(400)
      }
    }
    await world.pass(kind === 'loss' ? 240_000 : 20_000, 100)
    expect(there.map((each) => each.text)).toEqual([0, 1, 2, 3, 4].map(text))
    expect(pairs.map(({ back }) => back.text)).toEqual([10, 11, 12, 13, 14].map(text))
    await world.session.terminate()
  })

  it('drops a connection some time after the client’s end of it, for the plugin means that it is gone', async () => {
    const world = makeWorld()
    await world.session.open()
    await world.pass(100)
    world.session.openConnection().end()
    await world.pass(100)
    const far = collect(world.accepted[0])
    world.accepted[0]?.write('still talking')
    await world.pass(9000, 500)
    expect(far.hasEnded).toBe(true)
    expect(world.dialled[0]?.destroyed).toBe(false)
    await world.pass(2000, 500)
    expect(world.dialled[0]?.destroyed).toBe(true)
    await world.session.terminate()
  })

  it('closes its connections with the session, after ten seconds without a client', async () => {
    const world = makeWorld({ client: { resume: () => new Promise(() => undefined) } })
    await world.session.open()
    await world.pass(100)
    const near = collect(world.session.openConnection())
    await world.pass(50)
    world.links.at(-1)?.cut()
    await world.pass(9500, 500)
    expect(world.dialled[0]?.destroyed).toBe(false)
    await world.pass(1000, 500)
    expect(world.dialled[0]?.destroyed).toBe(true)
    expect(world.ended).toEqual(['The client did not come back.'])
    await world.session.terminate()
    await world.pass(50)
    expect(near.hasClosed).toBe(true)
  })

  it('ends when the client says so by flag', async () => {
    const world = makeWorld({ client: { terminate: async () => undefined } })
    await world.session.open()
    await world.pass(100)
    await world.session.terminate()
    await world.pass(2500)
    expect(world.flags).toEqual(['client 2'])
    expect(world.ended).toEqual([''])
  })

  it('is not idle while the client sends', async () => {
    const world = makeWorld({ limits: { idleTimeoutMs: 10_000 } })
    await world.session.open()
    await world.pass(100)
    const stream = world.session.openConnection()
    await world.pass(8000, 500)
    stream.write('a')
    await world.pass(8000, 500)
    expect(world.session.state).toBe('connected')
    await world.pass(3000, 500)
    expect(world.states.at(-1)).toEqual(['closed', 'Your session timed out due to inactivity.'])
  })
})

describe('a session of one connection', () => {
  const plain = [
    ['an old agent', { agentVersion: '3.0.196.0' }],
    ['an old client', { clientVersion: '1.1.69.0' }],
    ['a client whose version cannot be read', { clientVersion: '1.2' }],
  ] as const

  it.each(plain)('is what %s gets', async (name, options) => {
    const world = makeWorld(options)
    await world.session.open()
    await world.pass(100)
    // The agent dials at once; with smux it would wait for the client.
    expect(world.accepted).toHaveLength(1)
    // Our client end takes a new agent's word; a plugin that is old would not multiplex either.
    if (name !== 'an old agent') return world.session.terminate()
    const there = collect(world.accepted[0])
    world.accepted[0]?.write('greeting')
    await world.pass(100)
    const stream = world.session.openConnection()
    const back = collect(stream)
    expect(() => world.session.openConnection()).toThrow('one connection at a time')
    stream.write('hello\n')
    await world.pass(100)
    expect(back.text).toBe('greeting')
    expect(there.text).toBe('hello\n')
    stream.destroy()
    await world.pass(100)
    expect(world.flags).toEqual(['client 1'])
    expect(world.dialled[0]?.destroyed).toBe(true)
    const again = world.session.openConnection()
    again.write('second')
    await world.pass(200)
    expect(world.accepted).toHaveLength(2)
    const second = collect(world.accepted[1])
    await world.pass(100)
    expect(second.text).toBe('second')
    await world.session.terminate()
    await world.pass(50)
  })

  it('is the SSH mode: raw bytes from the first, over with its connection', async () => {
    const world = makeWorld({ properties: { portNumber: '22' } })
    await world.session.open()
    await world.pass(100)
    world.accepted[0]?.write('SSH-2.0-server\r\n')
    await world.pass(100)
    const stream = world.session.openConnection()
    const back = collect(stream)
    const there = collect(world.accepted[0])
    stream.write('SSH-2.0-client\r\n')
    stream.write('\n')
    await world.pass(100)
    expect(there.text).toBe('SSH-2.0-client\r\n\n')
    expect(back.text).toBe('SSH-2.0-server\r\n')
    world.accepted[0]?.end('bye')
    await world.pass(500)
    expect(back).toMatchObject({ text: 'SSH-2.0-server\r\nbye', hasEnded: true })
    expect(world.states.at(-1)).toEqual(['closed', ''])
  })

  it('tells why there is no connection', async () => {
    const world = makeWorld({ properties: { portNumber: '22' } })
    world.isListening = false
    await world.session.open()
    await world.pass(100)
    expect(world.states.at(-1)).toEqual([
      'closed',
      'Unable to connect to specified port: connection refused',
    ])
  })

  it('carries 2 MB each way through cuts, a slow server holding the client back', async () => {
    const world = makeWorld({ properties: { portNumber: '22' } })
    await world.session.open()
    await world.pass(100)
    const stream = world.session.openConnection()
    const back = collect(stream)
    const big = 'abcdefgh'.repeat(256 * 1024)
    stream.write(big)
    await world.pass(1000)
    const there = collect(world.accepted[0])
    world.accepted[0]?.write(big)
    for (let cut = 0; cut < 4; cut += 1) {
      await world.pass(40, 10)
      world.links.at(-1)?.cut()
      await world.pass(400)
    }
    await world.pass(20_000, 100)
    expect(there.text).toBe(big)
    expect(back.text).toBe(big)
    await world.session.terminate()
  })
})

describe('a client for ports', () => {
  it('takes no terminal, and a terminal no port', async () => {
    const world = makeWorld({ client: { forPorts: false } })
    await world.session.open()
    await world.pass(100)
    expect(world.states.at(-1)).toEqual([
      'closed',
      'Failed to process action SessionType: Unsupported session type Port',
    ])
    expect(() => world.session.openConnection()).toThrow('has no port')
  })
})
