import { sha256 } from './sha256.ts'
import { readUuid, writeUuid } from './uuid.ts'

/** Names in the MessageType field. */
export const MessageType = {
  input: 'input_stream_data',
  output: 'output_stream_data',
  acknowledge: 'acknowledge',
  channelClosed: 'channel_closed',
  startPublication: 'start_publication',
  pausePublication: 'pause_publication',
} as const

export const PayloadType = {
  none: 0,
  output: 1,
  error: 2,
  size: 3,
  parameter: 4,
  handshakeRequest: 5,
  handshakeResponse: 6,
  handshakeComplete: 7,
  encryptionChallengeRequest: 8,
  encryptionChallengeResponse: 9,
  flag: 10,
  standardError: 11,
  exitCode: 12,
} as const

export const FrameFlag = { none: 0, syn: 1, fin: 2, synFin: 3 } as const

/** One binary message of the data channel. */
export interface Frame {
  readonly messageType: string
  readonly schemaVersion: number
  /** Wall time, ms since the epoch; the official plugin refuses 0. */
  readonly createdAt: number
  readonly sequenceNumber: number
  readonly flags: number
  readonly messageId: string
  /** Undefined in frames that the service itself makes: their header ends before this field. */
  readonly payloadType: number | undefined
  readonly payload: Uint8Array
}

export type Decoded =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly reason: string }

const typeOffset = 4
const typeLength = 32
const versionOffset = 36
const createdOffset = 40
const sequenceOffset = 48
const flagsOffset = 56
const idOffset = 64
const digestOffset = 80
const digestLength = 32
const payloadTypeOffset = 112
const shortHeaderLength = 112
const fullHeaderLength = 116
const lengthFieldLength = 4
const twoTo32 = 2 ** 32

/** The bytes of a frame: type padded with spaces, digest computed, header without PayloadType when the frame has none. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const headerLength = frame.payloadType === undefined ? shortHeaderLength : fullHeaderLength
  const bytes = Buffer.alloc(headerLength + lengthFieldLength + frame.payload.length)
  bytes.writeUInt32BE(headerLength, 0)
  bytes.fill(' ', typeOffset, typeOffset + typeLength)
  bytes.write(frame.messageType, typeOffset, typeLength, 'latin1')
  bytes.writeUInt32BE(frame.schemaVersion, versionOffset)
  writeInteger64(bytes, frame.createdAt, createdOffset)
  writeInteger64(bytes, frame.sequenceNumber, sequenceOffset)
  writeInteger64(bytes, frame.flags, flagsOffset)
  writeUuid(bytes, idOffset, frame.messageId)
  bytes.set(sha256(frame.payload), digestOffset)
  if (frame.payloadType !== undefined) bytes.writeUInt32BE(frame.payloadType, payloadTypeOffset)
  bytes.writeUInt32BE(frame.payload.length, headerLength)
  bytes.set(frame.payload, headerLength + lengthFieldLength)
  return bytes
}

/** Reads a frame by its own HeaderLength. Never throws: what cannot be a whole, undamaged frame comes back with the reason. */
export function decodeFrame(data: Uint8Array): Decoded {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  if (bytes.length < shortHeaderLength + lengthFieldLength) return refuse('shorter than a header')
  const headerLength = bytes.readUInt32BE(0)
  if (headerLength < shortHeaderLength) return refuse('header too short')
  if (headerLength + lengthFieldLength > bytes.length) return refuse('header beyond the end')
  const payloadOffset = headerLength + lengthFieldLength
  const payloadLength = bytes.readUInt32BE(headerLength)
  // Trailing bytes would be payload to the official plugin, and would break its digest.
  if (payloadOffset + payloadLength !== bytes.length) return refuse('payload length differs')
  const payload = data.subarray(payloadOffset)
  const messageType = bytes
    .toString('latin1', typeOffset, typeOffset + typeLength)
    .replace(/[ \0]+$/, '')
  if (messageType === '') return refuse('no message type')
  if (!carriesNoDigest(messageType) && !hasDigest(bytes, payload)) return refuse('digest differs')
  return {
    ok: true,
    frame: {
      messageType,
      schemaVersion: bytes.readUInt32BE(versionOffset),
      createdAt: readInteger64(bytes, createdOffset),
      sequenceNumber: readInteger64(bytes, sequenceOffset),
      flags: readInteger64(bytes, flagsOffset),
      messageId: readUuid(bytes, idOffset),
      payloadType:
        headerLength >= fullHeaderLength ? bytes.readUInt32BE(payloadTypeOffset) : undefined,
      payload,
    },
  }
}

function refuse(reason: string): Decoded {
  return { ok: false, reason }
}

/** The service does not fill the digest of its own publication frames. */
function carriesNoDigest(messageType: string): boolean {
  return (
    messageType === MessageType.startPublication || messageType === MessageType.pausePublication
  )
}

function hasDigest(bytes: Buffer, payload: Uint8Array): boolean {
  return (
    bytes.compare(sha256(payload), 0, digestLength, digestOffset, digestOffset + digestLength) === 0
  )
}

function readInteger64(bytes: Buffer, offset: number): number {
  return bytes.readInt32BE(offset) * twoTo32 + bytes.readUInt32BE(offset + 4)
}

function writeInteger64(bytes: Buffer, value: number, offset: number): void {
  bytes.writeInt32BE(Math.floor(value / twoTo32), offset)
  bytes.writeUInt32BE(value >>> 0, offset + 4)
}
