import { gunzipSync } from 'node:zlib'

export interface UserDataPart {
  readonly kind: 'script' | 'cloud-config' | 'boothook' | 'unknown'
  readonly text: string
}

const maxBytes = 16 * 1024 * 1024

/** Takes user data apart as cloud-init does: gzip, MIME multipart, and what each part begins with. */
export function partsOf(bytes: Uint8Array): UserDataPart[] {
  const plain = unpack(bytes)
  const text = plain.toString()
  if (!/^(?:Content-Type|MIME-Version|From ).*$/im.test(text.split('\n')[0] ?? ''))
    return [part(text)]
  const boundary = /boundary="?([^"\s;]+)"?/i.exec(text.slice(0, 4_000))?.[1]
  if (boundary === undefined) return [mimePart(text)]
  return text
    .split(new RegExp(`^--${boundary.replaceAll(/[^\w]/g, '\\$&')}(?:--)?\\s*$`, 'm'))
    .slice(1)
    .filter((section) => section.trim() !== '')
    .map((section) => mimePart(section.replace(/^\r?\n/, '')))
}

function unpack(bytes: Uint8Array): Buffer {
  const buffer = Buffer.from(bytes)
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return buffer
  try {
    return gunzipSync(buffer, { maxOutputLength: maxBytes })
  } catch {
    return Buffer.alloc(0)
  }
}

function mimePart(section: string): UserDataPart {
  const [head = '', ...rest] = section.split(/\r?\n\r?\n/)
  let body = rest.join('\n\n')
  if (/content-transfer-encoding:\s*base64/i.test(head))
    body = unpack(Buffer.from(body, 'base64')).toString()
  const type = /content-type:\s*([^;\s]+)/i.exec(head)?.[1]?.toLowerCase()
  if (type === 'text/cloud-config') return { kind: 'cloud-config', text: body }
  if (type === 'text/cloud-boothook') return { kind: 'boothook', text: body }
  if (type === 'text/x-shellscript' && body.startsWith('#!')) return { kind: 'script', text: body }
  return part(body)
}

function part(text: string): UserDataPart {
  if (text.startsWith('#!')) return { kind: 'script', text }
  if (/^#cloud-config\s*(?:\r?\n|$)/.test(text)) return { kind: 'cloud-config', text }
  if (text.startsWith('#cloud-boothook'))
    return { kind: 'boothook', text: text.replace(/^#cloud-boothook\s*\n/, '') }
  return { kind: 'unknown', text }
}
