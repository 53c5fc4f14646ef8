import { Agent, type ClientRequestArgs } from 'node:http'
import { PassThrough, type Duplex } from 'node:stream'
import type { Clock } from '@brume/clock'
import type { GuestTls, GuestUnreachable } from '@brume/guests'
import { asSocket } from '../as-socket.ts'
import type { Fabric } from '../fabric/fabric.ts'
import type { Place } from '../fabric/region-network.ts'

/** A target as a node reaches it. */
export interface Dial extends Place {
  readonly networkInterfaceId: string
  /** ARN. */
  readonly groupId: string
  readonly address: string
  readonly port: number
  readonly tls?: GuestTls
}

/** No connection came about: at once, or, where packets are dropped, after ten seconds. */
export class UnreachableTarget extends Error {
  override readonly name = 'UnreachableTarget'
  readonly unreachable: GuestUnreachable['unreachable']

  constructor(unreachable: GuestUnreachable['unreachable']) {
    super(`The target is unreachable: ${unreachable}`)
    this.unreachable = unreachable
  }
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html#http-504-issues */
const connectTimeoutMs = 10_000

export interface TargetAgentOptions {
  readonly network: () => Pick<Fabric, 'connect'>
  readonly clockOf: (account: string) => Clock
}

/** Kept-alive connections from a balancer's nodes to targets, a pool for each pair: Node pools by `host` and `port`. */
export class TargetAgent extends Agent {
  readonly #options: TargetAgentOptions
  /** Questions to the network that have no answer yet, by account. */
  readonly #asking = new Map<Promise<unknown>, string>()

  constructor(options: TargetAgentOptions) {
    super({ keepAlive: true, maxFreeSockets: 64, scheduling: 'lifo' })
    this.#options = options
  }

  /** What makes requests of one target share connections. */
  static hostOf({ groupId, networkInterfaceId, address, tls }: Dial): string {
    return `${groupId}/${address}/${networkInterfaceId}${tls ? '/tls' : ''}`
  }

  override createConnection(
    { dial }: ClientRequestArgs & { dial?: Dial },
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    void this.#connect(dial, callback)
    return undefined
  }

  async #connect(
    dial: Dial | undefined,
    callback: ((error: Error | null, stream: Duplex) => void) | undefined,
  ): Promise<void> {
    let stream: Duplex
    try {
      if (!dial) throw new UnreachableTarget('no-route')
      stream = asSocket(await this.#open(dial))
    } catch (error) {
      // The types ask for a stream beside an error; one that is gone already is none.
      callback?.(
        error instanceof Error ? error : new Error(String(error)),
        new PassThrough().destroy(),
      )
      return
    }
    callback?.(null, stream)
  }

  /** Ends the connections to what is nobody's target any more: its requests have had their time. */
  drop(groupId: string, address: string, port: number): void {
    for (const pools of [this.freeSockets, this.sockets]) {
      for (const [name, sockets] of Object.entries(pools)) {
        if (!name.startsWith(`${groupId}/${address}/`) || !name.includes(`:${port}:`)) continue
        for (const socket of [...(sockets ?? [])]) socket.destroy()
      }
    }
  }

  rests(account: string): boolean {
    return this.#asking.size === 0 || ![...this.#asking.values()].includes(account)
  }

  /** Resolves when the network has answered; true when it was asked. */
  async settle(account: string): Promise<boolean> {
    const waiting = [...this.#asking].filter(([, whose]) => whose === account)
    await Promise.allSettled(waiting.map(([asking]) => asking))
    return waiting.length > 0
  }

  async #open(dial: Dial): Promise<Duplex> {
    const { account, region, networkInterfaceId: id, address, port, tls } = dial
    const from = { kind: 'network-interface', account, region, id } as const
    const { network, clockOf } = this.#options
    const asking = network().connect(from, { address, port, ...(tls && { tls }) })
    this.#asking.set(asking, account)
    const found = await asking.finally(() => this.#asking.delete(asking))
    if (!('unreachable' in found)) return found
    if (found.unreachable === 'timed-out') {
      await new Promise<void>((resolve) => clockOf(account).after(connectTimeoutMs, resolve))
    }
    throw new UnreachableTarget(found.unreachable)
  }
}
