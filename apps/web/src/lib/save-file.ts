/** Lets the browser save a text as a file. */
export function saveFile(name: string, content: string, type: string): void {
  save(name, new Blob([content], { type }))
}

/** The same for bytes. */
export function saveBytes(name: string, bytes: Uint8Array): void {
  save(name, new Blob([Uint8Array.from(bytes)], { type: 'application/octet-stream' }))
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  URL.revokeObjectURL(url)
}
