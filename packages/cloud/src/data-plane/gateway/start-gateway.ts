import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '@brume/clock'
import type { Engine } from '../../engine/engine.ts'
import type { Fabric } from '../fabric/fabric.ts'
import { findGuestAddress } from './find-guest.ts'
import { createGateway } from './gateway.ts'

export interface Gateway {
  /** `http://127.0.0.1:8090` */
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export interface GatewayStart {
  readonly engine: Engine
  readonly fabric: Fabric
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
  const server = createGateway({
    find: (name) => findGuestAddress(engine, name),
    connect: ({ account, address, port }) =>
      fabric.connect(fabric.myComputer(account), { address, port }),
    wall: start.wall,
    consoleUrl: start.consoleUrl,
    onError: start.onError,
  })
  const port = await listen(server, start.port, host)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
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
