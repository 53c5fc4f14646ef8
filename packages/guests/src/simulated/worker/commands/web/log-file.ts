import type { HttpExchange } from '../../net/http-service.ts'
import type { Machine } from '../../system/machine.ts'
import { rootCredentials } from '../../vfs/inode.ts'

/** A line at the end of a server's log; a log that cannot be written to stops nobody. */
export async function logLine(machine: Machine, path: string, line: string): Promise<void> {
  if (path === 'off' || path === '/dev/null') return
  await machine.vfs.appendFile(path, `${line}\n`, rootCredentials, 0o644).catch(() => {})
}

/** `05/Jan/2026:09:00:00 +0000` */
export function logTime(ms: number): string {
  const [, day = '', month = '', year = '', time = ''] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(ms).toUTCString()) ?? []
  return `${day}/${month}/${year}:${time} +0000`
}

/** What a server's log counts of an answer: its body, as its head tells. */
export function bodyBytes({ request, response }: HttpExchange): number {
  if (request.method === 'HEAD' || response.statusCode === 304) return 0
  return Number(response.getHeader('content-length') ?? 0)
}
