import type { IncomingMessage, ServerResponse } from 'node:http'
import { httpDate } from '../../net/http-service.ts'
import type { Machine } from '../../system/machine.ts'
import type { Inode } from '../../vfs/inode.ts'

/** What a request for a file comes to: its status and the bytes that go out. */
export interface Sent {
  readonly status: number
  readonly bytes: number
}

export interface StaticFile {
  readonly inode: Inode
  readonly headers: Readonly<Record<string, string>>
  readonly etag?: string
}

const pieceBytes = 64 * 1024

/** Sends a file as a web server does: conditions, ranges, `HEAD`. */
export async function sendFile(
  machine: Machine,
  request: IncomingMessage,
  response: ServerResponse,
  { inode, headers, etag }: StaticFile,
): Promise<Sent> {
  const modified = Math.floor(inode.mtimeMs / 1000) * 1000
  const common: Record<string, string> = {
    ...headers,
    'Last-Modified': httpDate(modified),
    ...(etag === undefined ? {} : { ETag: etag }),
  }
  if (isUnchanged(request, etag, modified)) {
    const { 'Content-Type': _type, ...rest } = common
    response.writeHead(304, rest)
    response.end()
    return { status: 304, bytes: 0 }
  }
  const text = inode.generate?.()
  const whole = text === undefined ? undefined : Buffer.from(text)
  const size = whole?.length ?? inode.size
  const range = rangeOf(request.headers.range, size)
  if (range === 'unsatisfiable') {
    response.writeHead(416, { ...common, 'Content-Range': `bytes */${size}`, 'Content-Length': 0 })
    response.end()
    return { status: 416, bytes: 0 }
  }
  const [from, to] = range ?? [0, size]
  const status = range ? 206 : 200
  response.writeHead(status, {
    ...common,
    'Accept-Ranges': 'bytes',
    'Content-Length': to - from,
    ...(range ? { 'Content-Range': `bytes ${from}-${to - 1}/${size}` } : {}),
  })
  if (request.method === 'HEAD') {
    response.end()
    return { status, bytes: 0 }
  }
  for (let at = from; at < to && !response.destroyed; at += pieceBytes) {
    const end = Math.min(to, at + pieceBytes)
    const bytes =
      whole?.subarray(at, end) ??
      (await inode.content?.read(at, end - at, machine.vfs.fetch)) ??
      new Uint8Array(0)
    if (!response.write(bytes) && !response.destroyed) await drained(response)
  }
  response.end()
  return { status, bytes: to - from }
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    response.once('drain', resolve)
    response.once('close', resolve)
  })
}

function isUnchanged(
  request: IncomingMessage,
  etag: string | undefined,
  modified: number,
): boolean {
  const none = request.headers['if-none-match']
  if (none !== undefined)
    return etag !== undefined && (none === '*' || none.split(/, */).includes(etag))
  const since = request.headers['if-modified-since']
  return since !== undefined && modified <= Date.parse(since)
}

/** One range of bytes, from and up to; several at once are answered with the whole. */
function rangeOf(
  header: string | undefined,
  size: number,
): [number, number] | 'unsatisfiable' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size : Math.min(size, Number(last) + 1)
  return from >= to ? 'unsatisfiable' : [from, to]
}
