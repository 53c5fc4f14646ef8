import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { Clock } from '@brume/clock'
import { defaultAccount } from '../../engine/default-account.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Entry } from '../balancer/entry.ts'
import { addressOfNode, findBalancer, type FoundBalancer } from '../balancer/find-balancer.ts'
import { isWebSocket } from '../balancer/inner-server.ts'
import type { BalancerParts } from '../balancer/parts.ts'
import type { ParseFault } from '../balancer/parse-fault.ts'
import { locationOf } from '../balancer/redirect.ts'
import { refuseBytes } from '../balancer/refuse-bytes.ts'
import { serve } from '../balancer/serve.ts'
import { upgrade } from '../balancer/upgrade.ts'
import { findZoneOutage } from '../../services/faults/fault.ts'
import type { Admission, Fabric } from '../fabric/fabric.ts'
import { localName, readBalancerName, type BalancerName } from './balancer-name.ts'
import { findCertificate } from './find-context.ts'
import { explain, patienceOf } from './explain.ts'
import type { GuestAddress } from './gateway.ts'
import { guestCookies } from './headers.ts'

/** Load balancers at the gateway: those for requests take them as the gateway has read them, without another connection between. */
export interface BalancerFront {
  /** False for a request that is for nobody here. */
  serve(request: IncomingMessage, response: ServerResponse): boolean
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean
  /** Answers bytes that are no request. */
  refuse(fault: ParseFault, socket: Duplex): boolean
  mayUpgrade(request: IncomingMessage): boolean
  /** Where a network load balancer's stream begins; undefined for every other name. */
  streamOf(request: IncomingMessage): GuestAddress | undefined
}

export interface BalancerFrontOptions {
  readonly engine: Engine
  readonly fabric: Pick<Fabric, 'admit' | 'myComputer' | 'networkVersion'>
  readonly parts: BalancerParts
  readonly wall: Clock
  readonly consoleUrl: () => string | undefined
}

/** A connection's dealings with one listener. */
interface Visit {
  readonly host: string
  readonly entry: Entry
  /** Of the network, when it was asked. */
  version: number
  admission: Admission
  /** Undone when the connection ends or is not let in any more. */
  leave: (() => void) | undefined
  /** Of the socket's bytes, those that are counted already. */
  counted: { there: number; back: number }
}

const firstRetryMs = 125

export function createBalancerFront(options: BalancerFrontOptions): BalancerFront {
  const { engine, fabric, parts, wall } = options
  const visits = new WeakMap<Duplex, Visit>()
  let turn = 0

  function find(name: BalancerName): FoundBalancer | undefined {
    const { account, dnsName } = name
    const found = findBalancer(engine, account ?? defaultAccount, dnsName)
    return account === undefined || found?.account === account ? found : undefined
  }

  /** What a connection's last request made is good for the next one, until the name, the balancer or the network is another. */
  function visitOf(host: string | undefined, socket: Duplex): Visit | undefined {
    const known = visits.get(socket)
    if (
      known &&
      known.host === host &&
      parts.setups.balancer(known.entry, known.entry.balancerId)
    ) {
      if (known.version === fabric.networkVersion(known.entry.account)) return known
      if (stands(known)) {
        admitAgain(known)
        return known
      }
    }
    const name = readBalancerName(host)
    const found = name && find(name)
    if (!name || found?.record.type !== 'application') return undefined
    return begin(host ?? '', name, found, socket)
  }

  /** Whether its node's zone is there: who was connected through one that has gone begins anew, at another node. */
  function stands({ entry: { account, region, zone } }: Visit): boolean {
    return findZoneOutage(engine.read({ account, region }), zone) === undefined
  }

  function begin(
    host: string,
    name: BalancerName,
    found: FoundBalancer,
    socket: Duplex,
  ): Visit | undefined {
    const { account, region, record, nodes } = found
    const node = nodes[turn++ % Math.max(1, nodes.length)]
    if (!node) return undefined
    const tls = socket instanceof TLSSocket ? socket : undefined
    const port = name.port ?? (tls ? 443 : 80)
    const zone = node.availabilityZone
    const { networkInterfaceId } = node
    const entry: Entry = {
      ...{ account, region, balancerId: record.id, networkInterfaceId, zone, port },
      address: addressOfNode(engine, found, node) ?? '',
      client: { address: fabric.myComputer(account).address, port: portOf(socket) },
      counts: parts.tally.zone(found, record.id, zone),
      browser: {
        cookiesOf: guestCookies,
        locationOf: (to) => {
          // A name of a balancer here is found here; all others are where they say.
          if (!readBalancerName(to.host)) return locationOf(to)
          const gatewayPort = /:\d+$/.exec(host)?.[0] ?? ''
          const where = `${to.protocol}://${localName(to.host, to.protocol, to.port)}${gatewayPort}`
          return `${where}${to.path}${to.query === '' ? '' : `?${to.query}`}`
        },
      },
      ...(tls && { tls: tlsFacts(tls, engine, parts) }),
    }
    const version = fabric.networkVersion(account)
    const visit: Visit = {
      host,
      entry,
      version,
      admission: admit(entry),
      leave: undefined,
      counted: { there: 0, back: 0 },
    }
    visits.get(socket)?.leave?.()
    visits.set(socket, visit)
    socket.once('close', () => visit.leave?.())
    return visit
  }

  function admit({ account, address, port, client }: Entry): Admission {
    return fabric.admit(fabric.myComputer(account), { address, port, sourcePort: client.port })
  }

  /** A connection that was let in stays so, as groups follow it; one that was not asks again. */
  function admitAgain(visit: Visit): void {
    visit.version = fabric.networkVersion(visit.entry.account)
    if (visit.admission.decision.verdict !== 'allowed') visit.admission = admit(visit.entry)
  }

  function enter(visit: Visit, socket: Duplex): void {
    if (visit.leave) return
    const close = visit.entry.counts.connected()
    visit.leave = () => {
      visit.leave = undefined
      close()
      count(visit, socket)
      visit.admission.close()
    }
  }

  function count({ admission, counted }: Visit, socket: Duplex): void {
    if (!isSocket(socket)) return
    const { bytesRead, bytesWritten } = socket
    admission.count('there', bytesRead - counted.there)
    admission.count('back', bytesWritten - counted.back)
    counted.there = bytesRead
    counted.back = bytesWritten
  }

  /** As long as packets are dropped, who asks waits, and is then told why; so does what has just been made come to be found. */
  async function waitFor(visit: Visit, request: IncomingMessage, response: ServerResponse) {
    const patienceMs = patienceOf(request)
    let delayMs = firstRetryMs
    for (let waitedMs = 0; waitedMs < patienceMs; waitedMs += delayMs, delayMs *= 2) {
      if (visit.admission.decision.verdict !== 'dropped' || response.destroyed) break
      delayMs = Math.min(delayMs, patienceMs - waitedMs)
      await new Promise<void>((resolve) => wall.after(delayMs, resolve))
      visit.admission = admit(visit.entry)
    }
    if (response.destroyed) return
    const { decision } = visit.admission
    const { networkInterfaceId: resourceId } = visit.entry
    if (decision.verdict === 'allowed') return go(visit, request, response)
    explain(options.consoleUrl(), { ...visit.entry, resourceId }, decision, request, response)
  }

  function go(visit: Visit, request: IncomingMessage, response: ServerResponse): void {
    const { socket } = request
    enter(visit, socket)
    response.once('close', () => count(visit, socket))
    serve(parts, visit.entry, request, response)
  }

  return {
    serve(request, response) {
      const visit = visitOf(request.headers.host, request.socket)
      if (!visit) return false
      if (visit.admission.decision.verdict === 'allowed') go(visit, request, response)
      else waitFor(visit, request, response).catch(() => response.destroy())
      return true
    },
    upgrade(request, socket, head) {
      const visit = visitOf(request.headers.host, socket)
      if (!visit) return false
      enter(visit, socket)
      if (visit.admission.decision.verdict !== 'allowed') socket.destroy()
      else upgrade(parts, visit.entry, request, socket, head)
      return true
    },
    refuse(fault, socket) {
      const host = /\r?\nhost:[ \t]*([^\s]+)/i.exec(fault.rawPacket?.toString('latin1') ?? '')?.[1]
      const visit = visits.get(socket) ?? visitOf(host, socket)
      if (visit?.admission.decision.verdict !== 'allowed') return false
      refuseBytes(parts, visit.entry, fault, socket)
      return true
    },
    mayUpgrade: (request) => !readBalancerName(request.headers.host) || isWebSocket(request),
    streamOf(request) {
      const name = readBalancerName(request.headers.host)
      const found = name && find(name)
      const node = found && found.nodes[turn++ % Math.max(1, found.nodes.length)]
      const address = node && addressOfNode(engine, found, node)
      if (!name || !found || !node || address === undefined) return undefined
      const isTls = request.socket instanceof TLSSocket
      return {
        account: found.account,
        region: found.region,
        address,
        port: name.port ?? (isTls ? 443 : 80),
        ...(isTls && { serverName: name.dnsName }),
        instanceId: node.networkInterfaceId,
      }
    },
  }
}

function isSocket(socket: Duplex): socket is Socket {
  return 'bytesWritten' in socket
}

function portOf(socket: Duplex): number {
  return isSocket(socket) ? (socket.remotePort ?? 0) : 0
}

function tlsFacts(socket: TLSSocket, engine: Engine, parts: BalancerParts): Entry['tls'] {
  // False where the client named nobody.
  const servername = typeof socket.servername === 'string' ? socket.servername : ''
  return {
    protocol: socket.getProtocol() ?? undefined,
    cipher: socket.getCipher()?.standardName,
    serverName: servername || undefined,
    certificateArn: findCertificate(engine, parts, servername || '')?.arn,
  }
}
