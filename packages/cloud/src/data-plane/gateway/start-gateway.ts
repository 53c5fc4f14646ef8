import type { AddressInfo, Server } from 'node:net'
import type { Clock } from '@brume/clock'
import type { Engine } from '../../engine/engine.ts'
import type { Fabric } from '../fabric/fabric.ts'
import type { BalancerParts } from '../balancer/parts.ts'
import { createBalancerFront } from './balancer-front.ts'
import { contextOf, findCertificate } from './find-context.ts'
import { findGuestAddress } from './find-guest.ts'
import { createGateway } from './gateway.ts'
import { createTlsFront } from './tls-front.ts'

export interface Gateway {
  /** `http://127.0.0.1:8090` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export interface GatewayStart {
  readonly engine: Engine
  readonly fabric: Fabric
  readonly balancers: BalancerParts
  readonly wall: Clock
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  readonly consoleUrl: () => string | undefined
  readonly onError: (error: unknown) => void
}

/** Serves guests' pages; resolves when the port answers. */
export async function startGateway(start: GatewayStart): Promise<Gateway> {
  const { engine, fabric, host } = start
  const http = createGateway({
    find: (name) => findGuestAddress(engine, name),
    connect: ({ account, address, port, serverName }) =>
      fabric.connect(fabric.myComputer(account), {
        address,
        port,
        ...(serverName !== undefined && { tls: { serverName } }),
      }),
    balancers: createBalancerFront({ ...start, parts: start.balancers }),
    wall: start.wall,
    consoleUrl: start.consoleUrl,
    onError: start.onError,
  })
  const { server, close } = createTlsFront(http, {
    contextOf(serverName) {
      const shown = findCertificate(engine, start.balancers, serverName)
      return shown && contextOf(shown)
    },
  })
  const port = await listen(server, start.port, host)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close,
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.off('error', reject)
      resolve((server.address() as AddressInfo).port)
    })
  })
}
