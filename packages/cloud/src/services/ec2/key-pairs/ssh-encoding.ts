/** Values as SSH writes them (RFC 4251 §5). */
export function sshString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([sshUint32(bytes.length), bytes])
}

export function sshUint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

/** A non-negative integer, given as big-endian bytes. */
export function sshMpint(magnitude: Uint8Array): Buffer {
  let start = 0
  while (start < magnitude.length && magnitude[start] === 0) start += 1
  const bytes = magnitude.subarray(start)
  const negative = ((bytes[0] ?? 0) & 0x80) !== 0
  return sshString(negative ? Buffer.concat([Buffer.alloc(1), bytes]) : bytes)
}

/** Takes a string off the front; undefined when there is no whole one. */
export function takeSshString(bytes: Buffer): { value: Buffer; rest: Buffer } | undefined {
  if (bytes.length < 4) return undefined
  const length = bytes.readUInt32BE()
  if (bytes.length < 4 + length) return undefined
  return { value: bytes.subarray(4, 4 + length), rest: bytes.subarray(4 + length) }
}

/** Base64 in lines of a given width. */
export function base64Lines(bytes: Uint8Array, width: number): readonly string[] {
  return (
    Buffer.from(bytes)
      .toString('base64')
      .match(new RegExp(`.{1,${width}}`, 'g')) ?? []
  )
}
