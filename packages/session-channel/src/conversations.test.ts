import { duplexPair } from 'node:stream'
import { createChance, createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { PayloadType } from './codec.ts'
import type { Conversation, ConversationHost } from './conversation.ts'
import { MuxConversation } from './mux-conversation.ts'
import { PortConversation } from './port-conversation.ts'
import { ProgramConversation } from './program-conversation.ts'
import type { PortService } from './service.ts'
import { encodeSmuxFrame } from './smux-frame.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A port behind which everything is taken and thrown away; every fifth connection is refused. */
function makePorts(type?: 'LocalPortForwarding') {
  const open = new Set<object>()
  let count = 0
  const service: PortService = {
    sessionType: 'Port',
    properties: { portNumber: '80', ...(type === undefined ? {} : { type }) },
    connect: async () => {
      count += 1
      if (count % 5 === 0) throw new Error('connection refused')
      const [near, far] = duplexPair()
      open.add(near)
      near.once('close', () => open.delete(near))
      far.on('error', () => undefined)
      far.resume()
      far.write('welcome')
      return near
    },
  }
  return { service, open }
}

type Make = (host: ConversationHost) => { conversation: Conversation; open: ReadonlySet<object> }

const kinds: readonly [string, Make][] = [
  [
    'many connections',
    (host) => {
      const { service, open } = makePorts('LocalPortForwarding')
      return { conversation: new MuxConversation(service, host), open }
    },
  ],
  [
    'one connection',
    (host) => {
      const { service, open } = makePorts('LocalPortForwarding')
      return { conversation: new PortConversation(service, host), open }
    },
  ],
  [
    'SSH',
    (host) => {
      const { service, open } = makePorts()
      return { conversation: new PortConversation(service, host), open }
    },
  ],
  [
    'a program',
    (host) => {
      const open = new Set<object>()
      const service = {
        sessionType: 'Standard_Stream' as const,
        open: async () => {
          const program = {
            write: () => undefined,
            resize: () => undefined,
            pause: () => undefined,
            resume: () => undefined,
            close: () => open.delete(program),
          }
          open.add(program)
          return program
        },
      }
      return { conversation: new ProgramConversation(service, host), open }
    },
  ],
]

describe.each(kinds)('a session of %s', (name, make) => {
  it('survives whatever a client says, and lets go of everything at its end', async () => {
    for (let run = 0; run < 25; run += 1) {
      const chance = createChance(`${name} ${run}`)
      let isOver = false
      const { conversation, open } = make({
        clock: createManualClock(0),
        isFull: () => chance.below(4) === 0,
        send: () => undefined,
        touch: () => undefined,
        holdInput: () => undefined,
        admitInput: () => undefined,
        finish: () => (isOver = true),
        fail: () => (isOver = true),
      })
      conversation.begin()
      for (let step = 0; step < 60 && !isOver; step += 1) {
        conversation.receive(chance.below(14), hostile(chance))
        if (chance.below(3) === 0) conversation.drained()
        if (chance.below(3) === 0) await turn()
      }
      conversation.close()
      for (let wait = 0; wait < 5; wait += 1) await turn()
      expect(open.size).toBe(0)
    }
  })
})

/** Sensible more often than not: frames of the multiplexer, flags, sizes; else noise. */
function hostile(chance: ReturnType<typeof createChance>): Uint8Array {
  switch (chance.below(4)) {
    case 0: {
      const data = Buffer.from(chance.hex(2 * chance.below(40)), 'hex')
      return encodeSmuxFrame({ command: chance.below(4), streamId: chance.below(9), data })
    }
    case 1:
      return Buffer.from([0, 0, 0, chance.below(5)])
    case 2:
      return Buffer.from(`{"cols":${chance.below(90_000) - 5},"rows":${chance.below(50)}}`)
    default:
      return Buffer.from(chance.hex(2 * chance.below(30)), 'hex')
  }
}

it('ends a multiplexed session whose stream is damaged', () => {
  const reasons: string[] = []
  const conversation = new MuxConversation(makePorts('LocalPortForwarding').service, {
    clock: createManualClock(0),
    isFull: () => false,
    send: () => undefined,
    touch: () => undefined,
    holdInput: () => undefined,
    admitInput: () => undefined,
    finish: () => undefined,
    fail: (reason) => reasons.push(reason),
  })
  conversation.receive(PayloadType.output, Buffer.from('GET / HTTP/1.1\r\n\r\n'))
  expect(reasons).toEqual(['The multiplexed stream is damaged.'])
  conversation.close()
})
