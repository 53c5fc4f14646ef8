import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Entry } from './entry.ts'
import { rawErrorAnswer } from './error-page.ts'
import { Exchange } from './exchange.ts'
import { askTarget, countUnreached, headersForClient } from './forward.ts'
import type { BalancerParts } from './parts.ts'
import { readHead } from './read-head.ts'
import { chooseRoute } from './route.ts'
import { UnreachableTarget } from './target-agent.ts'

/** A WebSocket: its request goes to a target as others do, and what comes after goes both ways until one end has enough. */
export function upgrade(
  parts: BalancerParts,
  entry: Entry,
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
): void {
  const setup = parts.setups.listener(entry, entry.balancerId, entry.port)
  if (!setup) return void socket.destroy()
  const exchange = new Exchange(parts, entry, setup, request, true)
  socket.on('error', () => socket.destroy())
  socket.once('close', () => {
    exchange.status ??= 460
    exchange.end()
  })
  const refuse = (status: number): void => {
    exchange.status = status
    exchange.isOwnAnswer = true
    socket.end(rawErrorAnswer(status, parts.wall.now()))
  }
  const refusal = readHead(exchange, setup)
  exchange.refusal = refusal
  if (refusal) return refuse(refusal.status)
  const action = exchange.rule?.action
  // Nobody else would speak the other protocol.
  if (action?.type !== 'forward') return refuse(400)
  const route = chooseRoute(exchange, action)
  if (typeof route === 'number') return refuse(route)

  exchange.askTarget(route.group, route.target)
  const watch = parts.idleWatch(entry.account, setup.balancer.idleMs)
  const idle = watch.watch(() => {
    if (exchange.status === undefined) refuse(504)
    else socket.destroy()
  })
  const asked = askTarget(exchange, route, [
    'Connection',
    'Upgrade',
    'Upgrade',
    request.headers.upgrade ?? 'websocket',
  ])
  socket.once('close', () => {
    idle.done()
    asked.destroy()
  })
  asked.once('upgrade', (answer, target: Duplex, first: Buffer) => {
    idle.touch()
    exchange.targetAnswered(101)
    exchange.status = 101
    const headers = [...headersForClient(answer, exchange, route), 'Connection', 'Upgrade']
    headers.push('Upgrade', answer.headers.upgrade ?? 'websocket')
    socket.write(rawHead(answer, headers))
    if (first.length > 0) socket.write(first)
    if (head.length > 0) target.write(head)
    join(socket, target, (bytes, way) => {
      idle.touch()
      if (way === 'there') exchange.receivedBytes += bytes
      else exchange.sentBytes += bytes
    })
  })
  asked.once('response', (answer) => {
    exchange.targetAnswered(answer.statusCode ?? 502)
    exchange.status = answer.statusCode
    const headers = [...headersForClient(answer, exchange, route), 'Connection', 'close']
    socket.write(rawHead(answer, headers))
    answer.pipe(socket)
    answer.once('error', () => socket.destroy())
  })
  asked.on('error', (error) => {
    if (exchange.status !== undefined) return void socket.destroy()
    const late = error instanceof UnreachableTarget && error.unreachable === 'timed-out'
    if (error instanceof UnreachableTarget) countUnreached(exchange)
    refuse(late ? 504 : 502)
  })
  asked.end()
}

function rawHead(answer: IncomingMessage, headers: readonly string[]): string {
  let head = `HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}\r\n`
  for (let at = 0; at + 1 < headers.length; at += 2) {
    head += `${headers[at] ?? ''}: ${headers[at + 1] ?? ''}\r\n`
  }
  return `${head}\r\n`
}

/** Both ways, each as fast as its reader, until one end closes. */
function join(
  client: Duplex,
  target: Duplex,
  moved: (bytes: number, way: 'there' | 'back') => void,
): void {
  client.on('data', (part: Buffer) => moved(part.length, 'there'))
  target.on('data', (part: Buffer) => moved(part.length, 'back'))
  client.pipe(target)
  target.pipe(client)
  target.on('error', () => client.destroy())
  target.once('close', () => client.destroy())
  client.once('close', () => target.destroy())
}
