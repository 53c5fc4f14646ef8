import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame, MessageType, PayloadType } from './codec.ts'
import type { Frame } from './codec.ts'
import { readTranscript } from './testing/transcript.ts'

const frames: fc.Arbitrary<Frame> = fc.record({
  messageType: fc.constantFrom(...Object.values(MessageType)),
  schemaVersion: fc.nat(),
  createdAt: fc.integer({ min: 1, max: 2 ** 52 }),
  sequenceNumber: fc.integer({ min: -1, max: 2 ** 52 }),
  flags: fc.integer({ min: 0, max: 3 }),
  messageId: fc.uuid(),
  payloadType: fc.option(fc.nat({ max: 12 }), { nil: undefined }),
  payload: fc.uint8Array({ maxLength: 2000 }),
})

function decode(bytes: Uint8Array): Frame {
  const decoded = decodeFrame(bytes)
  if (!decoded.ok) throw new Error(decoded.reason)
  return decoded.frame
}

describe('frame codec', () => {
  it('lays a frame out byte by byte', () => {
    const bytes = encodeFrame({
      messageType: 'input_stream_data',
      schemaVersion: 1,
      createdAt: 0x0102030405,
      sequenceNumber: 7,
      flags: 1,
      messageId: '00112233-4455-6677-8899-aabbccddeeff',
      payloadType: 3,
      payload: Buffer.from('hi'),
    })
    const text = Buffer.from('input_stream_data'.padEnd(32), 'latin1').toString('hex')
    const digest = '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4'
    expect(Buffer.from(bytes).toString('hex')).toBe(
      `00000074${text}00000001` +
        '0000000102030405' +
        '0000000000000007' +
        '0000000000000001' +
        '8899aabbccddeeff0011223344556677' +
        `${digest}00000003000000026869`,
    )
  })

  it('gives back what it was given', () => {
    fc.assert(
      fc.property(frames, (frame) => {
        const decoded = decode(encodeFrame(frame))
        expect({ ...decoded, payload: Uint8Array.from(decoded.payload) }).toEqual(frame)
      }),
    )
  })

  it.each(['shell', 'twins'] as const)('writes the recorded bytes of %s again', (name) => {
    const recorded = readTranscript(name).filter((message) => message.frame !== undefined)
    expect(recorded.length).toBeGreaterThan(180)
    for (const { bytes, frame } of recorded) {
      const written = frame === undefined ? Buffer.of() : Buffer.from(encodeFrame(frame))
      expect(written.equals(bytes ?? Buffer.of())).toBe(true)
    }
  })

  it('reads the service’s frames: padded with NULs, no payload type, no digest', () => {
    const bytes = Buffer.from(
      encodeFrame({
        messageType: MessageType.startPublication,
        schemaVersion: 1,
        createdAt: 1,
        sequenceNumber: 0,
        flags: 0,
        messageId: '00112233-4455-6677-8899-aabbccddeeff',
        payloadType: undefined,
        payload: Buffer.from('start_publication'),
      }),
    )
    expect(bytes.readUInt32BE(0)).toBe(112)
    expect(bytes.readUInt32BE(112)).toBe(17)
    bytes.fill(0, 4 + MessageType.startPublication.length, 36)
    bytes.fill(0, 80, 112)
    const frame = decode(bytes)
    expect(frame.messageType).toBe('start_publication')
    expect(frame.payloadType).toBeUndefined()
    expect(Buffer.from(frame.payload).toString()).toBe('start_publication')
  })

  it('reads a longer header by its own length', () => {
    const whole = Buffer.from(encodeFrame(sample('payload')))
    const longer = Buffer.concat([whole.subarray(0, 116), Buffer.alloc(8), whole.subarray(116)])
    longer.writeUInt32BE(124, 0)
    expect(Buffer.from(decode(longer).payload).toString()).toBe('payload')
  })

  it('refuses damage and never throws', () => {
    const bytes = encodeFrame(sample('some payload'))
    for (let length = 0; length < bytes.length; length += 1) {
      expect(decodeFrame(bytes.subarray(0, length)).ok).toBe(false)
    }
    expect(decodeFrame(Buffer.concat([bytes, Buffer.of(0)]))).toMatchObject({ ok: false })
    const flipped = bytes.slice()
    flipped[flipped.length - 1] = 0
    expect(decodeFrame(flipped)).toEqual({ ok: false, reason: 'digest differs' })
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 300 }),
        fc.nat({ max: 200 }),
        (noise, headerLength) => {
          const data = Buffer.from(noise)
          if (data.length >= 4) data.writeUInt32BE(headerLength, 0)
          expect(decodeFrame(data).ok).toBe(false)
        },
      ),
    )
  })
})

function sample(payload: string): Frame {
  return {
    messageType: MessageType.output,
    schemaVersion: 1,
    createdAt: 1,
    sequenceNumber: 0,
    flags: 0,
    messageId: '00112233-4455-6677-8899-aabbccddeeff',
    payloadType: PayloadType.output,
    payload: Buffer.from(payload),
  }
}
