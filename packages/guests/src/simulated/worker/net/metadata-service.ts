import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { framePair } from '../../frame-stream.ts'
import type { Machine } from '../system/machine.ts'

const servers = new WeakMap<Machine, Promise<Server>>()
/** To which of its addresses a connection came. */
const called = new WeakMap<Duplex, string>()

export const metadataAddresses: readonly string[] = ['169.254.169.254', 'fd00:ec2::254']

/** A connection to the instance metadata service: HTTP that the cloud answers. */
export async function openMetadataService(machine: Machine, address: string): Promise<Duplex> {
  let server = servers.get(machine)
  if (!server) servers.set(machine, (server = createService(machine)))
  const [near, far] = framePair()
  called.set(far, address)
  ;(await server).emit('connection', far)
  return near
}

async function createService(machine: Machine): Promise<Server> {
  const { createServer } = await machine.outside.working(() => import('node:http'))
  return createServer((request, response) => {
    machine.detach(machine.outside.working(() => answer(machine, request, response)))
  })
}

async function answer(
  machine: Machine,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part))
  const address = called.get(request.socket) ?? ''
  const six = address.includes(':')
  const found = await machine.outside.fetch({
    method: request.method ?? 'GET',
    url: `http://${six ? `[${address}]` : address}${request.url ?? '/'}`,
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    ),
    body: Buffer.concat(parts),
    ...(machine.hops > 0 ? { hops: machine.hops } : {}),
  })
  if ('unreachable' in found) {
    // An answer that has a hop too many to go is lost on its way, and over IPv6 nobody is there unless it is switched on: who asked waits.
    if ((machine.hops > 0 || six) && found.unreachable === 'timed-out') return
    request.socket.destroy()
    return
  }
  response.sendDate = false
  response.writeHead(found.status, {
    ...found.headers,
    'content-length': String(found.body.length),
    date: new Date(machine.outside.now()).toUTCString(),
    connection: 'close',
  })
  response.end(request.method === 'HEAD' ? undefined : found.body)
}
