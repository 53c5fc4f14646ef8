/** Text as UTF-8 in base64, as blobs travel in JSON. */
export function encodeText(text: string): string {
  const bytes = new TextEncoder().encode(text)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

/** The text in base64 bytes; bytes that are not UTF-8 show as replacement characters. */
export function decodeText(base64: string | undefined): string {
  if (!base64) return ''
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
  return new TextDecoder().decode(bytes)
}

export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length
}
