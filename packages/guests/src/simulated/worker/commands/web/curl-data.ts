import { FsError, reasonOf } from '../../vfs/errors.ts'
import type { Call } from '../call.ts'
import type { CurlOptions } from './curl-options.ts'

export interface RequestBody {
  readonly bytes: Buffer
  readonly type: string | undefined
  readonly method: 'POST' | 'PUT'
  readonly json?: boolean
}

/** What `-d`, `-F`, `-T` and their like send; a text is why it cannot be read. */
export async function requestBody(
  call: Call,
  flags: CurlOptions['flags'],
): Promise<RequestBody | string | undefined> {
  try {
    const upload = flags.get('upload-file')?.at(-1)
    if (upload !== undefined)
      return { bytes: await read(call, upload), type: undefined, method: 'PUT' }
    const form = flags.get('form')
    if (form) return await formBody(call, form)
    const json = flags.get('json')
    if (json)
      return {
        bytes: Buffer.concat(await Promise.all(json.map((one) => value(call, one, false)))),
        type: 'application/json',
        method: 'POST',
        json: true,
      }
    const parts: Buffer[] = []
    for (const name of ['data', 'data-ascii', 'data-binary'] as const)
      for (const one of flags.get(name) ?? [])
        parts.push(await value(call, one, name !== 'data-binary'))
    for (const one of flags.get('data-raw') ?? []) parts.push(Buffer.from(one))
    for (const one of flags.get('data-urlencode') ?? []) {
      const at = one.indexOf('=')
      const name = at > 0 ? `${one.slice(0, at)}=` : ''
      parts.push(Buffer.from(`${name}${encodeURIComponent(one.slice(at + 1))}`))
    }
    if (parts.length === 0) return undefined
    const bytes = Buffer.concat(
      parts.flatMap((part, index) => (index === 0 ? [part] : [Buffer.from('&'), part])),
    )
    return { bytes, type: 'application/x-www-form-urlencoded', method: 'POST' }
  } catch (error) {
    if (!(error instanceof FsError)) throw error
    return `Failed to open ${error.path}: ${reasonOf(error)}`
  }
}

/** `@file` stands for a file's content; without line ends where it is text. */
async function value(call: Call, text: string, trims: boolean): Promise<Buffer> {
  if (!text.startsWith('@')) return Buffer.from(text)
  const bytes = await read(call, text.slice(1))
  return trims ? Buffer.from(bytes.toString('latin1').replaceAll(/[\r\n]/g, ''), 'latin1') : bytes
}

async function read(call: Call, path: string): Promise<Buffer> {
  if (path === '-') return call.readAll()
  return Buffer.from(await call.vfs.readFile(call.absolute(path), call.cred))
}

async function formBody(call: Call, fields: readonly string[]): Promise<RequestBody> {
  const boundary = `------------------------${Buffer.from(call.machine.randomBytes(11)).toString('hex')}`
  const parts: Buffer[] = []
  for (const field of fields) {
    const at = field.indexOf('=')
    const name = field.slice(0, at)
    const text = field.slice(at + 1)
    const file = text.startsWith('@') ? text.slice(1).replace(/;.*$/, '') : undefined
    const head =
      file === undefined
        ? `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`
        : `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${file.split('/').at(-1) ?? ''}"\r\nContent-Type: application/octet-stream\r\n\r\n`
    parts.push(
      Buffer.from(head),
      file === undefined ? Buffer.from(text) : await read(call, file),
      Buffer.from('\r\n'),
    )
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return {
    bytes: Buffer.concat(parts),
    type: `multipart/form-data; boundary=${boundary}`,
    method: 'POST',
  }
}
