import type { HttpExchange } from '../../net/http-service.ts'
import { rootCredentials, type Credentials } from '../../vfs/inode.ts'
import type { Call } from '../call.ts'

export interface PhpRequest {
  readonly file: string
  readonly root: string
  readonly path: string
  readonly cred: Credentials
  readonly server: string
  onError(text: string): Promise<void>
}

/** Whether pages in PHP run: its package is there and, where it is a service of its own, that runs. */
export function phpHandles(call: Call, server: 'apache' | 'nginx'): boolean {
  const { vfs, facts, units } = call.machine
  if (!vfs.peek('/usr/bin/php', rootCredentials)) return false
  if (facts.family === 'debian' && server === 'apache') return true
  return units.all.some(({ name }) => /^php.*-?fpm$/.test(name))
}

/** Runs a page and sends what it makes. */
export async function runPhp(
  call: Call,
  { response }: HttpExchange,
  request: PhpRequest,
): Promise<void> {
  await request.onError(`PHP pages do not run in this simulated guest yet: ${request.file}`)
  response.writeHead(500, { 'Content-Length': 0 })
  response.end()
}
