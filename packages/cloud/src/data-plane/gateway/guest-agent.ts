import { Agent, type ClientRequestArgs } from 'node:http'
import { PassThrough, type Duplex } from 'node:stream'
import type { Clock } from '@brume/clock'
import type { FlowDecision } from '@brume/ec2-model'
import { asSocket } from '../as-socket.ts'
import type { GuestName } from './guest-name.ts'

export interface GuestAgentOptions {
  /** Reaches the guest as this computer does, over the internet: the network decides. */
  readonly connect: (to: GuestPort) => Promise<Duplex | { readonly decision: FlowDecision }>
  /** Patience is wall time: a person waits. */
  readonly wall: Clock
  /** So long a connection is kept for another request. */
  readonly idleMs: number
}

export interface GuestPort extends Required<GuestName> {
  /** The connection is one of TLS, to this name. */
  readonly serverName?: string
}

/** Who waits for a connection. */
export interface Asker {
  /** How long, while packets are dropped. */
  readonly patienceMs: number
  /** It has gone away. */
  readonly gone: boolean
}

/** Sooner than the second of TCP: an instance that is just booting answers in a moment. */
const firstRetryMs = 125

export class BlockedError extends Error {
  readonly decision: FlowDecision

  constructor(decision: FlowDecision) {
    super('The network stops these packets')
    this.decision = decision
  }
}

/** Kept-alive connections to guests, one pool for each of their ports: Node pools by `host` and `port`. */
export class GuestAgent extends Agent {
  readonly #connect: GuestAgentOptions['connect']
  readonly #wall: Clock

  constructor({ connect, wall, idleMs }: GuestAgentOptions) {
    super({ keepAlive: true, maxFreeSockets: 32, timeout: idleMs })
    this.#connect = connect
    this.#wall = wall
  }

  /** What makes a request go to this guest. */
  static hostOf({ account, address, serverName }: GuestPort): string {
    return `${account}/${address}${serverName === undefined ? '' : `/${serverName}`}`
  }

  override createConnection(
    { host, port, asker }: ClientRequestArgs & { asker?: Asker },
    callback?: (error: Error | null, stream: Duplex) => void,
  ): undefined {
    const [account = '', address = '', serverName] = host?.split('/') ?? []
    const to = { account, address, port: Number(port), ...(serverName && { serverName }) }
    void this.#open(to, asker, callback)
    return undefined
  }

  /** As a caller sends its first packet again while nothing answers, the more seldom the longer it waits. */
  async #reach(to: GuestPort, asker: Asker | undefined): Promise<Duplex> {
    let delayMs = firstRetryMs
    for (let waitedMs = 0; ; waitedMs += delayMs, delayMs *= 2) {
      const guest = await this.#connect(to)
      if (!('decision' in guest)) return guest
      const patienceMs = asker?.patienceMs ?? 0
      const leftMs = patienceMs - waitedMs
      if (guest.decision.verdict !== 'dropped' || leftMs <= 0 || asker?.gone) {
        throw new BlockedError(guest.decision)
      }
      delayMs = Math.min(delayMs, leftMs)
      await new Promise<void>((resolve) => this.#wall.after(delayMs, resolve))
    }
  }

  async #open(
    to: GuestPort,
    asker: Asker | undefined,
    callback: ((error: Error | null, stream: Duplex) => void) | undefined,
  ): Promise<void> {
    let stream: Duplex
    try {
      stream = asSocket(await this.#reach(to, asker))
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
}
