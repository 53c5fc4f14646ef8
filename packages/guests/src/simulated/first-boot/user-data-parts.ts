import { gunzipSync } from 'node:zlib'

export interface UserDataPart {
  readonly kind:
    | 'script'
    | 'script-per-boot'
    | 'script-per-instance'
    | 'script-per-once'
    | 'cloud-config'
    | 'boothook'
    | 'unknown'
  /** Name of the file that it becomes. */
  readonly name: string
  /** As it was declared, or found by how it begins. */
  readonly type: string
  readonly text: string
}

const maxBytes = 16 * 1024 * 1024
const notMultipart = 'text/x-not-multipart'

/** https://docs.cloud-init.io/en/latest/explanation/format.html */
const kinds: Readonly<Record<string, UserDataPart['kind']>> = {
  'text/x-shellscript': 'script',
  'text/x-shellscript-per-boot': 'script-per-boot',
  'text/x-shellscript-per-instance': 'script-per-instance',
  'text/x-shellscript-per-once': 'script-per-once',
  'text/cloud-config': 'cloud-config',
  'text/cloud-boothook': 'boothook',
}

/** How a part of no particular type tells what it is. */
const beginnings: readonly (readonly [begin: string, type: string])[] = [
  ['#include-once', 'text/x-include-once-url'],
  ['#include', 'text/x-include-url'],
  ['#cloud-config-archive', 'text/cloud-config-archive'],
  ['#upstart-job', 'text/upstart-job'],
  ['#part-handler', 'text/part-handler'],
  ['#cloud-boothook', 'text/cloud-boothook'],
  ['## template: jinja', 'text/jinja2'],
  ['#cloud-config', 'text/cloud-config'],
  ['#!', 'text/x-shellscript'],
]

/** Takes user data apart as cloud-init does: gzip, MIME multipart, and what each part begins with. */
export function partsOf(bytes: Uint8Array): UserDataPart[] {
  const text = unpack(bytes).toString()
  const found: Omit<UserDataPart, 'name'>[] = []
  if (/mime-version:/i.test(text.slice(0, 4096))) collect(text, found)
  else found.push(part(text, notMultipart))
  return found.map((each, index) => ({
    name: `part-${String(index + 1).padStart(3, '0')}`,
    ...each,
  }))
}

/** Whether some of it may be due at every boot and not only at the first: errs on the side of yes. */
export function mayRunAtEveryBoot(bytes: Uint8Array): boolean {
  return partsOf(bytes).some(
    ({ kind, text }) =>
      kind === 'boothook' || (kind === 'cloud-config' && /\bbootcmd\b|\balways\b/.test(text)),
  )
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

function collect(section: string, into: Omit<UserDataPart, 'name'>[], depth = 0): void {
  const [, head = '', body = ''] = /^([\s\S]*?)\r?\n\r?\n([\s\S]*)$/.exec(section) ?? []
  const header = (name: string): string =>
    new RegExp(`^${name}:((?:.*)(?:\\r?\\n[ \\t].*)*)`, 'im').exec(head)?.[1]?.trim() ?? ''
  const type = header('content-type').split(';')[0]?.trim().toLowerCase() || 'text/plain'
  if (type.startsWith('multipart/') && depth < 8) {
    const boundary = /boundary="?([^"\s;]+)"?/i.exec(header('content-type'))?.[1] ?? ''
    if (boundary === '') return
    const line = new RegExp(`^--${boundary.replaceAll(/[^\w]/g, '\\$&')}(?:--)?[ \\t]*\\r?$`, 'm')
    for (const each of body.split(line).slice(1))
      if (each.trim() !== '') collect(each.replace(/^\r?\n/, ''), into, depth + 1)
    return
  }
  const text = unpack(decoded(body, header('content-transfer-encoding').toLowerCase())).toString()
  const name = /filename="?([^";\r\n]+)"?/i.exec(header('content-disposition'))?.[1]
  const found = part(text, type)
  into.push(name === undefined ? found : { ...found, ...{ name: cleanName(name) } })
}

function decoded(body: string, encoding: string): Buffer {
  if (encoding === 'base64') return Buffer.from(body, 'base64')
  if (encoding !== 'quoted-printable') return Buffer.from(body)
  const latin1 = body
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    )
  return Buffer.from(latin1, 'latin1')
}

/** What cloud-init makes of a part's name before it is a file's. */
function cleanName(name: string): string {
  return name.replaceAll('/', '_').replaceAll(/[^-_.()a-zA-Z0-9]/g, '')
}

function part(text: string, declared: string): Omit<UserDataPart, 'name'> {
  const guessed =
    declared === notMultipart || declared === 'text/plain' || declared === 'text/x-shellscript'
      ? beginnings.find(([begin]) => text.toLowerCase().startsWith(begin))?.[1]
      : undefined
  const type = guessed ?? declared
  const kind = kinds[type] ?? 'unknown'
  // Scripts may come from Windows.
  const plain = kind === 'unknown' ? text : text.replaceAll('\r\n', '\n')
  return {
    kind,
    type,
    text: kind === 'boothook' ? plain.replace(/^#cloud-boothook\s*?\n/, '') : plain,
  }
}
