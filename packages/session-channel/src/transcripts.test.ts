import { createManualClock } from '@brume/clock'
import { describe, expect, it } from 'vitest'
import { parseAcknowledgement } from './acknowledgement.ts'
import { ClientSession } from './client-session.ts'
import { decodeFrame, MessageType, PayloadType } from './codec.ts'
import type { Frame } from './codec.ts'
import type { ProgramHost } from './program.ts'
import { ServerSession } from './server-session.ts'
import { parseSize } from './terminal-size.ts'
import type { TerminalSize } from './terminal-size.ts'
import { readTranscript } from './testing/transcript.ts'
import type { Transport, TransportListener } from './transport.ts'

/** A transport whose far end is the recording. */
function makeSink() {
  const sent: Frame[] = []
  let listener: TransportListener | undefined
  const transport: Transport = {
    bufferedBytes: 0,
    send: (data) => {
      const decoded = typeof data === 'string' ? undefined : decodeFrame(data)
      if (decoded?.ok) sent.push(decoded.frame)
    },
    close: () => undefined,
    listen: (given) => {
      listener = given
    },
  }
  return { sent, transport, say: (bytes: Uint8Array) => listener?.message(bytes) }
}

const acknowledged = (frames: readonly Frame[]): string[] =>
  frames
    .filter((frame) => frame.messageType === MessageType.acknowledge)
    .map((frame) => {
      const read = parseAcknowledgement(frame.payload)
      return `${read?.sequenceNumber} ${read?.messageId}`
    })

const outputOf = (frames: readonly (Frame | undefined)[]): string =>
  Buffer.concat(
    frames.flatMap((frame) =>
      frame?.messageType === MessageType.output && frame.payloadType === PayloadType.output
        ? [frame.payload]
        : [],
    ),
  ).toString()

describe.each(['shell', 'twins'] as const)('the recorded session %s', (name) => {
  const recording = readTranscript(name)
  const of = (from: 'client' | 'agent'): Frame[] =>
    recording.flatMap((message) => (message.from === from && message.frame ? [message.frame] : []))

  it('is served: the plugin’s frames are understood, acknowledged and answered as they were', async () => {
    const clock = createManualClock(1_700_000_000_000)
    const { sent, transport } = makeSink()
    const sizes: TerminalSize[] = []
    let input = ''
    let host: ProgramHost | undefined
    const session = new ServerSession({
      sessionId: 'spike-1',
      clock,
      service: {
        sessionType: 'Standard_Stream',
        open: async (given) => {
          host = given
          sizes.push(given.size)
          return {
            write: (bytes) => {
              input += Buffer.from(bytes).toString()
            },
            resize: (size) => sizes.push(size),
            pause: () => undefined,
            resume: () => undefined,
            close: () => undefined,
          }
        },
      },
      ended: () => undefined,
    })
    session.attach(transport)
    for (const { bytes, frame, from } of recording) {
      if (from !== 'client' || bytes === undefined) continue
      session.receive(bytes)
      await Promise.resolve()
      // What the agent said next makes the plugin's acknowledgements meaningful.
      if (frame?.messageType !== MessageType.acknowledge) continue
      const number = parseAcknowledgement(frame.payload)?.sequenceNumber ?? 0
      const next = of('agent').find(
        (other) => other.messageType === MessageType.output && other.sequenceNumber === number + 1,
      )
      if (next?.payloadType === PayloadType.output) host?.output(next.payload)
    }
    const typed = of('client').filter((frame) => frame.payloadType === PayloadType.output)
    expect(input).toBe(typed.map((frame) => Buffer.from(frame.payload).toString()).join(''))
    expect(acknowledged(sent)).toEqual(acknowledged(of('agent')))
    expect(sent[0]?.payload.toString()).toBe(of('agent')[0]?.payload.toString())
    const sized = of('client').filter((frame) => frame.payloadType === PayloadType.size)
    expect(sizes).toEqual(sized.map((frame) => parseSize(frame.payload)))
    expect(session.stats.twins).toBe(name === 'twins' ? 3 : 0)
    session.terminate()
  })

  it('is used: the agent’s frames are understood, acknowledged and answered as the plugin did', async () => {
    const clock = createManualClock(1_700_000_000_000)
    const { sent, transport, say } = makeSink()
    let output = ''
    const session = new ClientSession({
      clock,
      target: 'i-1',
      size: { cols: 101, rows: 31 },
      start: async () => ({ sessionId: 'spike-1', tokenValue: 't', streamUrl: 'ws://agent' }),
      resume: async () => undefined,
      terminate: async () => undefined,
      connect: async () => transport,
      events: {
        output: (bytes) => {
          output += Buffer.from(bytes).toString()
        },
        state: () => undefined,
      },
    })
    await session.open()
    await Promise.resolve()
    for (const { bytes, from } of recording) if (from === 'agent' && bytes !== undefined) say(bytes)
    expect(output).toBe(outputOf(of('agent')))
    expect(acknowledged(sent)).toEqual(acknowledged(of('client')))
    const [response, size] = sent.filter((frame) => frame.messageType === MessageType.input)
    const recorded = of('client').find(
      (frame) => frame.payloadType === PayloadType.handshakeResponse,
    )
    expect(response?.payload.toString()).toBe(
      recorded?.payload
        .toString()
        .replace('"ClientVersion":"1.2.0.0"', '"ClientVersion":"1.2.650.0"'),
    )
    expect(size).toMatchObject({ payloadType: PayloadType.size, sequenceNumber: 1, flags: 0 })
    expect(session.state).toBe('closed')
  })
})
