import { Duplex } from 'node:stream'
import { PayloadType } from './codec.ts'
import { Flag, flagPayload, parseFlag } from './flag.ts'
import { Smux } from './smux.ts'
import { canAgentMultiplex } from './versions.ts'

export interface ClientPortsOptions {
  readonly agentVersion: string
  /** Of the SessionType action: `LocalPortForwarding`, or absent in the SSH mode. */
  readonly type: unknown
  readonly send: (payloadType: number, bytes: Uint8Array) => void
  readonly isFull: () => boolean
  readonly holdInput: () => void
  readonly admitInput: () => void
  readonly connectFailed: () => void
  readonly failed: (reason: string) => void
}

/** The client's connections through a port session: several at once, or with old agents and in the SSH mode one at a time. */
export class ClientPorts {
  readonly #options: ClientPortsOptions
  #smux: Smux | undefined
  #single: SingleConnection | undefined

  constructor(options: ClientPortsOptions) {
    this.#options = options
    const isMultiplexed =
      options.type === 'LocalPortForwarding' && canAgentMultiplex(options.agentVersion)
    // A server that speaks first waits until there is somebody to hear it.
    if (!isMultiplexed) {
      options.holdInput()
      return
    }
    this.#smux = new Smux({
      role: 'client',
      send: (bytes) => options.send(PayloadType.output, bytes),
      isFull: options.isFull,
      holdInput: options.holdInput,
      admitInput: options.admitInput,
      failed: options.failed,
    })
  }

  open(): Duplex {
    if (this.#smux !== undefined) return this.#smux.open()
    if (this.#single !== undefined)
      throw new Error('This session carries one connection at a time.')
    const { send, isFull, holdInput, admitInput, type } = this.#options
    this.#single = new SingleConnection({
      send: (bytes) => send(PayloadType.output, bytes),
      isFull,
      holdInput,
      admitInput,
      gone: () => {
        this.#single = undefined
        if (type === 'LocalPortForwarding') {
          send(PayloadType.flag, flagPayload(Flag.disconnectToPort))
        }
      },
    })
    admitInput()
    return this.#single
  }

  receive(payloadType: number, payload: Uint8Array): void {
    if (payloadType === PayloadType.output) {
      if (this.#smux !== undefined) this.#smux.receive(payload)
      else this.#single?.accept(payload)
    } else if (payloadType === PayloadType.flag && parseFlag(payload) === Flag.connectToPortError) {
      this.#options.connectFailed()
    }
  }

  drained(): void {
    this.#smux?.drained()
    this.#single?.writeOn()
  }

  terminate(): void {
    this.#options.send(PayloadType.flag, flagPayload(Flag.terminateSession))
  }

  /** The session is over: in the SSH mode this is how the far end closes. */
  close(): void {
    this.#smux?.close()
    this.#single?.endByPeer()
  }
}

interface SingleHost {
  send(bytes: Uint8Array): void
  isFull(): boolean
  holdInput(): void
  admitInput(): void
  gone(): void
}

/** The whole stream of the session as one connection. */
class SingleConnection extends Duplex {
  readonly #host: SingleHost
  #blocked: (() => void) | undefined
  #isOver = false

  constructor(host: SingleHost) {
    super({ allowHalfOpen: true })
    this.#host = host
  }

  accept(bytes: Uint8Array): void {
    if (!this.destroyed && !this.push(bytes)) this.#host.holdInput()
  }

  writeOn(): void {
    const blocked = this.#blocked
    this.#blocked = undefined
    blocked?.()
  }

  endByPeer(): void {
    if (this.destroyed) return
    this.#isOver = true
    this.push(null)
    this.end()
    this.writeOn()
  }

  override _read(): void {
    if (!this.#isOver) this.#host.admitInput()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    if (!this.#isOver) this.#host.send(chunk)
    if (!this.#isOver && this.#host.isFull()) this.#blocked = done
    else done()
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    if (!this.#isOver) {
      this.#isOver = true
      this.#host.gone()
      this.#host.admitInput()
    }
    done(error)
  }
}
