import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http'
import { duplexPair, type Duplex } from 'node:stream'
import type { FlowProtocol } from '@brume/ec2-model'
import type { GuestTls } from '@brume/guests'
import type { Address } from '../../network/address.ts'
import type { Listening } from '../../network/view.ts'
import { isResolver, isSite } from './addresses.ts'
import { makeArchives, type Archives } from './archives.ts'
import { page, type Site } from './site.ts'
import { containerRegistry } from './sites/container-registry.ts'
import { packageMirrors } from './sites/package-mirrors.ts'
import { wellKnown } from './sites/well-known.ts'
import { whatIsMyIp } from './sites/what-is-my-ip.ts'

/** What stands outside all VPCs: sites that Brume answers itself. Nothing of the real Internet is reached through it. */
export interface Internet {
  /** Whether something stands at an address, and listens there. */
  answers(address: Address, protocol: FlowProtocol, port: number): Listening | 'nobody'
  /** A connection that the network let out. */
  connect(call: InternetCall): Promise<Duplex>
  /** Resolves when no site is thinking about an answer to the account; true when one was. */
  settle(account: string): Promise<boolean>
  close(): void
}

interface InternetCall {
  readonly port: number
  /** The caller's address, as seen from here. */
  readonly caller: string
  /** In whose world the caller is. */
  readonly account: string
  readonly tls?: GuestTls
}

const ownSites: readonly Site[] = [whatIsMyIp, containerRegistry, packageMirrors, wellKnown]

const maxRequestBytes = 1024 * 1024

/** Of the sites, the first that has the host name answers: those given, then the Internet's own. */
export function createInternet(given: readonly Site[] = []): Internet {
  const sites = [...given, ...ownSites]
  const calls = new WeakMap<object, InternetCall>()
  /** Answers under way, with the account that waits for each. */
  const pending = new Map<Promise<void>, string>()
  let archives: Archives | undefined
  const server = createServer((request, response) => {
    const call = calls.get(request.socket)
    if (!call) {
      request.destroy()
      return
    }
    const work = answer(sites, request, response, call, archives).catch(() => {
      response.destroy()
    })
    pending.set(work, call.account)
    void work.finally(() => pending.delete(work))
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')
    else socket.destroy()
  })

  return {
    answers(address, protocol, port) {
      if (isResolver(address)) return protocol === 'icmp' || port === 53 ? 'listening' : 'closed'
      if (!isSite(address)) return 'nobody'
      return protocol === 'icmp' || (protocol === 'tcp' && (port === 80 || port === 443))
        ? 'listening'
        : 'closed'
    },
    async connect(call) {
      // Before the connection stands: what comes after is answered at once.
      archives ??= await makeArchives()
      const [near, far] = duplexPair()
      far.on('error', () => far.destroy())
      calls.set(far, call)
      const speaks = call.port === 443 ? call.tls !== undefined : call.port === 80 && !call.tls
      // What is no HTTP to this port cannot be understood.
      if (speaks) server.emit('connection', far)
      else far.once('data', () => far.destroy())
      near.on('close', () => far.destroy())
      // What was answered whole may still be on its way to a slow reader.
      far.on('close', () => {
        if (!far.writableFinished) near.destroy()
      })
      return near
    },
    async settle(account) {
      const waited = [...pending].filter(([, whose]) => whose === account)
      await Promise.all(waited.map(([work]) => work))
      return waited.length > 0
    },
    close: () => server.close(),
  }
}

async function answer(
  sites: readonly Site[],
  request: IncomingMessage,
  response: ServerResponse,
  { caller, account, tls }: InternetCall,
  archives: Archives | undefined,
): Promise<void> {
  const body = takeIn(request)
  const host = (request.headers.host ?? tls?.serverName ?? '').toLowerCase().replace(/:\d+$/, '')
  const url = request.url ?? '/'
  const path = pathOf(url)
  const method = request.method ?? 'GET'
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  const site = sites.find((each) => each.serves(host))
  const name = path.split('/').at(-1) ?? ''
  const asked = { method, host, path, url, headers, body: () => body, caller, account }
  const found = site?.answer(asked)
  // Most answer at once, before a caller who has nothing more to say closes its side.
  const answered = found instanceof Promise ? await found : found
  const reply = answered ?? archives?.find(name) ?? nothingThere(host, path)
  const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body
  const status = 'status' in reply ? (reply.status ?? 200) : 200
  response.writeHead(status, STATUS_CODES[status], {
    'content-type': reply.type,
    'content-length': bytes.length,
    server: 'brume',
    ...('headers' in reply ? reply.headers : {}),
  })
  response.end(bytes)
}

/** Reads what was sent, whether a site wants it or not; one that sends too much is cut off. */
async function takeIn(request: IncomingMessage): Promise<Uint8Array> {
  const parts: Buffer[] = []
  let received = 0
  await new Promise<void>((resolve) => {
    request.on('data', (chunk: Buffer) => {
      received += chunk.length
      if (received > maxRequestBytes) request.destroy()
      else parts.push(chunk)
    })
    request.on('close', resolve)
    request.on('end', resolve)
  })
  return Buffer.concat(parts)
}

function nothingThere(host: string, path: string) {
  const where = `${escape(host)}${escape(path)}`
  return page(
    'Not on the virtual Internet',
    `This is Brume's virtual Internet, and it has no page ${where}. Package mirrors, a container registry, downloads of archives and a few well-known sites answer here; the real Internet is not connected.`,
    404,
  )
}

function escape(text: string): string {
  return text.replace(/[^\w./:-]/g, (character) => `&#${character.codePointAt(0)};`)
}

function pathOf(url: string): string {
  const path = url.replace(/^https?:\/\/[^/]*/i, '').split(/[?#]/)[0]
  return path === undefined || path === '' ? '/' : path
}
