import { randomUUID } from 'node:crypto'
import type { Duplex } from 'node:stream'
import type { Cancel, Clock } from '@brume/clock'
import { reconnectDelayMs } from './backoff.ts'
import { parseCloseOutput } from './channel-closed.ts'
import { ClientHandshake } from './client-handshake.ts'
import type { DataKey, DataKeyRequest } from './client-handshake.ts'
import { ClientPorts } from './client-ports.ts'
import { MessageType, PayloadType } from './codec.ts'
import { formatOpenMessage } from './open-message.ts'
import { ReliableChannel } from './reliable-channel.ts'
import type { ChannelStats } from './reliable-channel.ts'
import { isSameSize, sizePayload } from './terminal-size.ts'
import type { TerminalSize } from './terminal-size.ts'
import { CloseCode } from './transport.ts'
import type { Transport } from './transport.ts'
import { clientVersion } from './versions.ts'

/** What StartSession and ResumeSession answer. */
export interface SessionAddress {
  readonly sessionId: string
  readonly tokenValue: string
  /** Opaque; used as given. */
  readonly streamUrl: string
}

export interface ClientSessionOptions {
  /** Wall time. */
  readonly clock: Clock
  readonly uuid?: () => string
  readonly target: string
  readonly size: TerminalSize
  /** StartSession. */
  readonly start: () => Promise<SessionAddress>
  /** ResumeSession; undefined when the session is over. A rejection is tried again. */
  readonly resume: (sessionId: string) => Promise<SessionAddress | undefined>
  /** TerminateSession. */
  readonly terminate: (sessionId: string) => Promise<void>
  /** Opens a socket; resolves once it is open. */
  readonly connect: (streamUrl: string) => Promise<Transport>
  readonly dataKey?: (request: DataKeyRequest) => Promise<DataKey>
  readonly maxAttempts?: number
  /** For a document that forwards a port: connections are made with `openConnection`, and there is no terminal. */
  readonly forPorts?: boolean
  readonly events: ClientSessionEvents
}

export interface ClientSessionEvents {
  output(bytes: Uint8Array): void
  /** Standard error of a command without a terminal. */
  errorOutput?(bytes: Uint8Array): void
  state(state: ClientState, reason: string): void
  /** Input waiting for acknowledgement fell to half the window. */
  inputDrained?(): void
  /** Nobody answered at the port for a connection that was opened. */
  connectFailed?(): void
}

/** `reconnecting`: the session lives on, its socket does not. `closed` is final. */
export type ClientState = 'connecting' | 'connected' | 'reconnecting' | 'closed'

/** Some twenty minutes: as long as Session Manager keeps a session that nobody types into. */
const defaultMaxAttempts = 120
const chunkBytes = 1024
const resizeDebounceMs = 100

/** The client's end of one session, kept alive through any number of sockets until the agent, the user or the network ends it. */
export class ClientSession {
  readonly #options: ClientSessionOptions
  readonly #channel: ReliableChannel
  readonly #handshake: ClientHandshake
  readonly #clientId: string
  readonly #uuid: () => string
  #state: ClientState = 'connecting'
  #sessionId: string | undefined
  #transport: Transport | undefined
  #wantedSize: TerminalSize
  #sentSize: TerminalSize | undefined
  #cancelResize: Cancel | undefined
  #cancelRetry: Cancel | undefined
  #pendingInput: Uint8Array[] = []
  #ports: ClientPorts | undefined
  #isOutputPaused = false
  #attempts = 0

  constructor(options: ClientSessionOptions) {
    this.#options = options
    this.#uuid = options.uuid ?? randomUUID
    this.#clientId = this.#uuid()
    this.#wantedSize = options.size
    this.#channel = new ReliableChannel({
      role: 'client',
      clock: options.clock,
      uuid: options.uuid,
      events: {
        stream: (payloadType, payload) => this.#stream(payloadType, payload),
        control: (frame) => {
          if (frame.messageType === MessageType.channelClosed) {
            this.#close(parseCloseOutput(frame.payload))
          }
        },
        drained: () => {
          this.#ports?.drained()
          options.events.inputDrained?.()
        },
        stalled: () => this.#lost(this.#transport, 'The instance does not answer.'),
      },
    })
    this.#handshake = new ClientHandshake({
      sessionId: () => this.#sessionId ?? '',
      target: options.target,
      dataKey: options.dataKey,
      forPorts: options.forPorts,
      send: (payloadType, payload) => this.#channel.send(payloadType, payload),
      complete: (customerMessage) => this.#ready(customerMessage),
      failed: (reason) => this.#abandon(reason),
    })
  }

  get state(): ClientState {
    return this.#state
  }
  /** Undefined until StartSession has answered. */
  get sessionId(): string | undefined {
    return this.#sessionId
  }
  get size(): TerminalSize {
    return this.#wantedSize
  }
  /** Bytes of input that the agent has not acknowledged. */
  get pendingInputBytes(): number {
    return this.#pendingInput.reduce(
      (sum, bytes) => sum + bytes.length,
      this.#channel.unacknowledgedBytes,
    )
  }
  get stats(): ChannelStats {
    return this.#channel.stats
  }

  /** Starts the session and its first connection. Rejects, and is closed, when StartSession refuses. */
  async open(): Promise<SessionAddress> {
    try {
      const address = await this.#options.start()
      this.#sessionId = address.sessionId
      // Closed by the user in the meantime.
      if (this.#hasClosed()) await this.#options.terminate(address.sessionId)
      else void this.#connect(address)
      return address
    } catch (error) {
      this.#close(describe(error))
      throw error
    }
  }

  /** Keyboard bytes, in order; kept until the agent has them, across lost connections. */
  write(bytes: Uint8Array): void {
    if (this.#state === 'closed' || bytes.length === 0) return
    // An agent throws away what comes before the end of the handshake.
    if (this.#handshake.isComplete) this.#sendInput(bytes)
    else this.#pendingInput.push(bytes.slice())
  }

  /** A connection to the session's port, once it is `connected`; it ends with the session. */
  openConnection(): Duplex {
    if (this.#ports === undefined) throw new Error('This session has no port, or is not connected.')
    return this.#ports.open()
  }

  /** Told to the agent 100 ms after the last change, and only if the size is another: repeats would count as activity. */
  resize(size: TerminalSize): void {
    this.#wantedSize = size
    if (this.#cancelResize !== undefined || !this.#handshake.isComplete) return
    this.#cancelResize = this.#options.clock.after(resizeDebounceMs, () => {
      this.#cancelResize = undefined
      this.#sendSize()
    })
  }

  /** Stops reading the socket; the network then holds the agent back. Input still flows. */
  pauseOutput(): void {
    if (this.#isOutputPaused) return
    this.#isOutputPaused = true
    this.#transport?.pause?.()
  }

  resumeOutput(): void {
    if (!this.#isOutputPaused) return
    this.#isOutputPaused = false
    this.#transport?.resume?.()
  }

  /** Ends the session at the agent too. */
  async terminate(): Promise<void> {
    const sessionId = this.#sessionId
    const wasClosed = this.#state === 'closed'
    this.#ports?.terminate()
    this.#close('')
    if (!wasClosed && sessionId !== undefined) await this.#options.terminate(sessionId)
  }

  /** Tries again now instead of after the present wait. */
  reconnectNow(): void {
    if (this.#cancelRetry === undefined) return
    this.#cancelRetry()
    this.#cancelRetry = undefined
    void this.#reconnect()
  }

  #hasClosed(): boolean {
    return this.#state === 'closed'
  }

  async #connect(address: SessionAddress): Promise<void> {
    let transport: Transport
    try {
      transport = await this.#options.connect(address.streamUrl)
    } catch (error) {
      return this.#lost(undefined, describe(error))
    }
    if (this.#hasClosed()) return transport.close(CloseCode.normal)
    this.#transport = transport
    transport.listen({
      message: (data) => this.#received(transport, data),
      closed: (code, reason) => this.#lost(transport, reason === '' ? `closed (${code})` : reason),
    })
    transport.send(
      formatOpenMessage({
        requestId: this.#uuid(),
        tokenValue: address.tokenValue,
        clientId: this.#clientId,
        clientVersion,
      }),
    )
    this.#channel.attach(transport)
    if (this.#isOutputPaused) transport.pause?.()
    // A resumed session has no second handshake, and an idle one sends nothing: an open socket is all there is to go by.
    if (this.#handshake.isComplete) this.#become('connected', '')
  }

  #received(transport: Transport, data: Uint8Array | string): void {
    if (transport !== this.#transport || typeof data === 'string') return
    this.#attempts = 0
    this.#channel.receive(data)
  }

  #stream(payloadType: number, payload: Uint8Array): void {
    if (!this.#handshake.isComplete) {
      this.#handshake.receive(payloadType, payload)
      if (!isOutput(payloadType)) return
    }
    if (this.#hasClosed()) return
    if (!isOutput(payloadType)) return this.#ports?.receive(payloadType, payload)
    const { cipher } = this.#handshake
    const bytes = cipher === undefined ? payload : cipher.decrypt(payload)
    if (bytes === undefined) return this.#abandon('The session could not be decrypted.')
    if (this.#ports !== undefined) this.#ports.receive(payloadType, bytes)
    else if (
      payloadType === PayloadType.standardError &&
      this.#options.events.errorOutput !== undefined
    ) {
      this.#options.events.errorOutput(bytes)
    } else this.#options.events.output(bytes)
  }

  /** The size goes first, and what was typed early before anything that `connected` sets off. */
  #ready(customerMessage: string): void {
    if (this.#hasClosed()) return
    if (this.#handshake.portProperties === undefined) this.#sendSize()
    else this.#ports = this.#joinPorts(this.#handshake.portProperties)
    for (const bytes of this.#pendingInput.splice(0)) this.#sendInput(bytes)
    this.#become('connected', '')
    if (customerMessage !== '') {
      this.#options.events.output(Buffer.from(`${customerMessage}\r\n`, 'utf8'))
    }
  }

  #joinPorts(properties: Record<string, unknown>): ClientPorts {
    return new ClientPorts({
      agentVersion: this.#handshake.agentVersion,
      type: properties['type'],
      send: (payloadType, bytes) => this.#sendPieces(payloadType, bytes),
      isFull: () => this.#channel.isFull,
      holdInput: () => this.#channel.holdInput(),
      admitInput: () => this.#channel.admitInput(),
      connectFailed: () => this.#options.events.connectFailed?.(),
      failed: (reason) => this.#abandon(reason),
    })
  }

  #sendSize(): void {
    if (this.#hasClosed() || this.#ports !== undefined) return
    if (isSameSize(this.#wantedSize, this.#sentSize)) return
    this.#sentSize = this.#wantedSize
    this.#channel.send(PayloadType.size, sizePayload(this.#wantedSize))
  }

  #sendInput(bytes: Uint8Array): void {
    this.#sendPieces(PayloadType.output, bytes)
  }

  #sendPieces(payloadType: number, bytes: Uint8Array): void {
    if (this.#hasClosed()) return
    const cipher = payloadType === PayloadType.output ? this.#handshake.cipher : undefined
    for (let start = 0; start < bytes.length; start += chunkBytes) {
      const chunk = bytes.slice(start, start + chunkBytes)
      this.#channel.send(payloadType, cipher === undefined ? chunk : cipher.encrypt(chunk))
    }
  }

  /** Whatever the close code: only `channel_closed` ends a session. */
  #lost(transport: Transport | undefined, reason: string): void {
    if (this.#hasClosed() || transport !== this.#transport) return
    this.#transport = undefined
    this.#channel.detach()
    transport?.close(CloseCode.normal)
    const maxAttempts = this.#options.maxAttempts ?? defaultMaxAttempts
    if (this.#attempts >= maxAttempts) return this.#abandon(`The connection is lost: ${reason}`)
    this.#become('reconnecting', reason)
    const delayMs = reconnectDelayMs(this.#attempts)
    this.#attempts += 1
    this.#cancelRetry = this.#options.clock.after(delayMs, () => {
      this.#cancelRetry = undefined
      void this.#reconnect()
    })
  }

  async #reconnect(): Promise<void> {
    const sessionId = this.#sessionId
    if (this.#hasClosed() || sessionId === undefined) return
    try {
      const address = await this.#options.resume(sessionId)
      if (this.#hasClosed()) return
      if (address === undefined) this.#close('The session has ended.')
      else await this.#connect(address)
    } catch (error) {
      this.#lost(undefined, describe(error))
    }
  }

  /** Gives up a session that the agent may still hold. */
  #abandon(reason: string): void {
    const sessionId = this.#sessionId
    this.#close(reason)
    if (sessionId !== undefined) {
      // The agent's own time-outs end it where this call cannot.
      this.#options.terminate(sessionId).catch(() => undefined)
    }
  }

  #close(reason: string): void {
    if (this.#state === 'closed') return
    this.#cancelResize?.()
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    this.#channel.detach()
    this.#transport?.close(CloseCode.normal)
    this.#transport = undefined
    this.#pendingInput = []
    this.#become('closed', reason)
    this.#ports?.close()
  }

  #become(state: ClientState, reason: string): void {
    if (this.#state === state) return
    this.#state = state
    this.#options.events.state(state, reason)
  }
}

function isOutput(payloadType: number): boolean {
  return (
    payloadType === PayloadType.output ||
    payloadType === PayloadType.standardError ||
    payloadType === PayloadType.exitCode
  )
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
