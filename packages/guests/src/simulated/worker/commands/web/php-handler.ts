import type { HttpExchange } from '../../net/http-service.ts'
import { rootCredentials, type Credentials } from '../../vfs/inode.ts'
import type { Call } from '../call.ts'
import { PhpPage } from './php-page.ts'
import { PhpArray, type Php } from '../../php/values.ts'

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

function fields(text: string): PhpArray {
  const made = new PhpArray()
  for (const [name, value] of new URLSearchParams(text)) made.set(name, value)
  return made
}

/** Runs a page and sends what it makes. */
export async function runPhp(call: Call, exchange: HttpExchange, page: PhpRequest): Promise<void> {
  const { request, response, peer } = exchange
  const sent: Buffer[] = []
  for await (const each of request) sent.push(Buffer.from(each))
  const body = Buffer.concat(sent).toString()
  const url = request.url ?? '/'
  const search = url.split('?')[1] ?? ''
  const headers = Object.entries(request.headers).map(([name, value]): [string, Php] => [
    `HTTP_${name.toUpperCase().replaceAll('-', '_')}`,
    String(value),
  ])
  const host = (request.headers.host ?? '').replace(/:\d+$/, '')
  const form = (request.headers['content-type'] ?? '').startsWith(
    'application/x-www-form-urlencoded',
  )
  const get = fields(search)
  const post = form ? fields(body) : new PhpArray()
  const now = await call.machine.outside.freshNow()
  const run = new PhpPage(call, page.cred, {
    _SERVER: PhpArray.from({
      ...Object.fromEntries(headers),
      SERVER_SOFTWARE: page.server,
      SERVER_NAME: host,
      SERVER_ADDR: peer.local.address,
      SERVER_PORT: String(peer.local.port),
      REMOTE_ADDR: peer.address,
      REMOTE_PORT: String(peer.port),
      DOCUMENT_ROOT: page.root,
      SCRIPT_FILENAME: page.file,
      SCRIPT_NAME: page.path,
      PHP_SELF: page.path,
      REQUEST_METHOD: request.method ?? 'GET',
      REQUEST_URI: url,
      QUERY_STRING: search,
      SERVER_PROTOCOL: `HTTP/${request.httpVersion}`,
      REQUEST_TIME: Math.floor(now / 1000),
      REQUEST_SCHEME: peer.tls ? 'https' : 'http',
      ...(peer.tls ? { HTTPS: 'on' } : {}),
    }),
    _GET: get,
    _POST: post,
    _REQUEST: new PhpArray([...get.entries, ...post.entries]),
    _COOKIE: new PhpArray(),
    _ENV: new PhpArray(),
    _SESSION: new PhpArray(),
    _INPUT: body,
  })
  const whole = await run.run(page.file)
  for (const text of run.errors) await page.onError(text)
  const output = Buffer.from(run.output)
  const status = run.code ?? (run.headers.has('Location') ? 302 : whole ? 200 : 500)
  response.writeHead(status, {
    'X-Powered-By': 'PHP/8.4.12',
    ...Object.fromEntries(run.headers),
    'Content-Length': output.length,
    'Content-Type': run.headers.get('Content-Type') ?? 'text/html; charset=UTF-8',
  })
  response.end(request.method === 'HEAD' ? undefined : output)
}
