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
  close(): void
}

interface InternetCall {
  readonly port: number
  /** The caller's address, as seen from here. */
  readonly caller: string
  readonly tls?: GuestTls
}

/** The first that has the host name answers. */
const sites: readonly Site[] = [whatIsMyIp, containerRegistry, packageMirrors, wellKnown]

const maxRequestBytes = 1024 * 1024

export function createInternet(): Internet {
  const calls = new WeakMap<object, InternetCall>()
  let archives: Archives | undefined
  const server = createServer((request, response) => {
    const call = calls.get(request.socket)
    if (call) answer(request, response, call, archives)
    else request.destroy()
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
    close: () => server.close(),
  }
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { caller, tls }: InternetCall,
  archives: Archives | undefined,
): void {
  let received = 0
  request.on('data', (chunk: Buffer) => {
    received += chunk.length
    if (received > maxRequestBytes) request.destroy()
  })
  const host = (request.headers.host ?? tls?.serverName ?? '').toLowerCase().replace(/:\d+$/, '')
  const path = pathOf(request.url ?? '/')
  const method = request.method ?? 'GET'
  const site = sites.find((each) => each.serves(host))
  const name = path.split('/').at(-1) ?? ''
  const reply =
    site?.answer({ method, host, path, caller }) ?? archives?.find(name) ?? nothingThere(host, path)
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body
  const status = 'status' in reply ? (reply.status ?? 200) : 200
  response.writeHead(status, STATUS_CODES[status], {
    'content-type': reply.type,
    'content-length': body.length,
    server: 'brume',
    ...('headers' in reply ? reply.headers : {}),
  })
  response.end(body)
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
