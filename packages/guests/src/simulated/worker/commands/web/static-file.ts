import type { IncomingMessage, ServerResponse } from 'node:http'
import { httpDate } from '../../net/http-service.ts'
import type { Machine } from '../../system/machine.ts'
import type { Inode } from '../../vfs/inode.ts'

/** What a file's answer says of it; each server has its own order of headers. */
export interface FileFacts {
  readonly lastModified: string
  readonly length?: number
  readonly range?: string
  /** Not where the client has the file already. */
  readonly hasBody: boolean
}

export interface StaticFile {
  readonly inode: Inode
  readonly etag?: string
  headers(facts: FileFacts): Record<string, string | number>
}

const pieceBytes = 64 * 1024

/** Sends a file as a web server does: conditions, ranges, `HEAD`. Answers the status. */
export async function sendFile(
  machine: Machine,
  request: IncomingMessage,
  response: ServerResponse,
  { inode, headers, etag }: StaticFile,
): Promise<number> {
  const modified = Math.floor(inode.mtimeMs / 1000) * 1000
  const lastModified = httpDate(modified)
  if (isUnchanged(request, etag, modified)) {
    response.writeHead(304, headers({ lastModified, hasBody: false }))
    response.end()
    return 304
  }
  const text = inode.generate?.()
  const whole = text === undefined ? undefined : Buffer.from(text)
  const size = whole?.length ?? inode.size
  const range = rangeOf(request.headers.range, size)
  if (range === 'unsatisfiable') {
    response.writeHead(
      416,
      headers({ lastModified, hasBody: true, length: 0, range: `bytes */${size}` }),
    )
    response.end()
    return 416
  }
  const [from, to] = range ?? [0, size]
  const status = range ? 206 : 200
  response.writeHead(
    status,
    headers({
      lastModified,
      hasBody: true,
      length: to - from,
      ...(range ? { range: `bytes ${from}-${to - 1}/${size}` } : {}),
    }),
  )
  for (
    let at = from;
    at < to && request.method !== 'HEAD' && !response.destroyed;
    at += pieceBytes
  ) {
    const end = Math.min(to, at + pieceBytes)
    const bytes =
      whole?.subarray(at, end) ??
      (await inode.content?.read(at, end - at, machine.vfs.fetch)) ??
      new Uint8Array(0)
    if (!response.write(bytes) && !response.destroyed) await drained(response)
  }
  response.end()
  return status
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
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
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

/** A path without escapes and steps upwards; undefined for one that no server follows. */
export function cleanPath(url: string): string | undefined {
  try {
    const path = decodeURIComponent(url.replace(/[?#].*$/s, ''))
    if (path.includes('\0') || !path.startsWith('/')) return undefined
    const parts: string[] = []
    for (const part of path.split('/')) {
      if (part === '..' && parts.length <= 1) return undefined
      if (part === '..') parts.pop()
      else if (part !== '.') parts.push(part)
    }
    return parts.join('/').replaceAll(/\/{2,}/g, '/') || '/'
  } catch {
    return undefined
  }
}
