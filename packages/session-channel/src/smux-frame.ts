/** smux version 1, the multiplexer inside port sessions: an eight-byte header with little-endian numbers, then the data. */
export const SmuxCommand = { syn: 0, fin: 1, psh: 2, nop: 3 } as const

export interface SmuxFrame {
  readonly command: number
  readonly streamId: number
  readonly data: Uint8Array
}

const version = 1
const headerLength = 8
/** What the peers cut at; more would fit the length field. */
export const maxSmuxData = 32_768

export function encodeSmuxFrame(frame: SmuxFrame): Uint8Array {
  const bytes = Buffer.alloc(headerLength + frame.data.length)
  bytes[0] = version
  bytes[1] = frame.command
  bytes.writeUInt16LE(frame.data.length, 2)
  bytes.writeUInt32LE(frame.streamId, 4)
  bytes.set(frame.data, headerLength)
  return bytes
}

/** Finds frames in a byte stream, which cuts them anywhere. */
export class SmuxParser {
  #held: Buffer = Buffer.alloc(0)

  /** The frames completed by `bytes`, or undefined when this is no smux. */
  parse(bytes: Uint8Array): SmuxFrame[] | undefined {
    let rest = this.#held.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.#held, bytes])
    const frames: SmuxFrame[] = []
    while (rest.length >= headerLength) {
      const command = rest.readUInt8(1)
      if (rest.readUInt8(0) !== version || command > SmuxCommand.nop) return undefined
      const end = headerLength + rest.readUInt16LE(2)
      if (rest.length < end) break
      const data = rest.subarray(headerLength, end)
      frames.push({ command, streamId: rest.readUInt32LE(4), data })
      rest = rest.subarray(end)
    }
    this.#held = rest
    return frames
  }
}
