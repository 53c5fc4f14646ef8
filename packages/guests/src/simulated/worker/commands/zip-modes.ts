const endSignature = 0x06054b50
const entrySignature = 0x02014b50
const endLength = 22
const entryLength = 46
const unix = 3

/** The modes of files in a zip archive that Unix made, by name: the one thing that the library does not tell. */
export function modesIn(bytes: Uint8Array): ReadonlyMap<string, number> {
  const modes = new Map<string, number>()
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - endLength
  while (end >= 0 && view.getUint32(end, true) !== endSignature) end -= 1
  if (end < 0) return modes
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + entryLength > bytes.length || view.getUint32(at, true) !== entrySignature) break
    const nameLength = view.getUint16(at + 28, true)
    const name = Buffer.from(bytes.subarray(at + entryLength, at + entryLength + nameLength))
    const mode = view.getUint16(at + 40, true) & 0o7777
    if (view.getUint8(at + 5) === unix && mode !== 0) modes.set(name.toString(), mode)
    at += entryLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return modes
}
