export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** Throws on what is no base64. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0))
}

/** Text as UTF-8 in base64, as blobs travel in JSON. */
export function encodeText(text: string): string {
  return toBase64(new TextEncoder().encode(text))
}

/** The text in base64 bytes; bytes that are not UTF-8 show as replacement characters. */
export function decodeText(base64: string | undefined): string {
  if (!base64) return ''
  return new TextDecoder().decode(fromBase64(base64))
}

export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length
}
