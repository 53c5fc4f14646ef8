const halfLength = 8

/** Writes a UUID as the channel carries it: its last eight bytes first, then its first eight. */
export function writeUuid(bytes: Buffer, offset: number, uuid: string): void {
  const digits = uuid.replaceAll('-', '')
  if (digits.length !== 32) throw new TypeError(`not a UUID: ${uuid}`)
  bytes.write(digits.slice(16), offset, halfLength, 'hex')
  bytes.write(digits.slice(0, 16), offset + halfLength, halfLength, 'hex')
}

/** The text of a UUID that `writeUuid` wrote. */
export function readUuid(bytes: Buffer, offset: number): string {
  const last = bytes.toString('hex', offset, offset + halfLength)
  const first = bytes.toString('hex', offset + halfLength, offset + 2 * halfLength)
  return `${first.slice(0, 8)}-${first.slice(8, 12)}-${first.slice(12)}-${last.slice(0, 4)}-${last.slice(4)}`
}
