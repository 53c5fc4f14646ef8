import { randomUUID } from 'node:crypto'
import type { Cancel, Clock } from '@brume/clock'
import { acknowledgementPayload, parseAcknowledgement } from './acknowledgement.ts'
import { decodeFrame, encodeFrame, FrameFlag, MessageType, PayloadType } from './codec.ts'
import type { Frame } from './codec.ts'
import { Inbound } from './inbound.ts'
import { Outbound } from './outbound.ts'
import type { Transport } from './transport.ts'

export type Role = 'client' | 'agent'

export interface ChannelOptions {
  readonly role: Role
  /** Wall time: frames carry it, and networks live by it. */
  readonly clock: Clock
  readonly uuid?: () => string
  /** Payload bytes unacknowledged at once. */
  readonly windowBytes?: number
  readonly maxEarlyFrames?: number
  readonly maxEarlyBytes?: number
  /** Resends of one frame before `stalled` is told. */
  readonly maxResends?: number
  readonly events: ChannelEvents
}

export interface ChannelEvents {
  /** The peer's stream, in order, each frame once. */
  stream(payloadType: number, payload: Uint8Array): void
  /** Frames outside the numbering: `channel_closed`, publication. */
  control?(frame: Frame): void
  /** Unacknowledged bytes fell to half the window or less, having been above it. */
  drained?(): void
  /** A frame was sent `maxResends` times without an answer. */
  stalled?(): void
}

export interface ChannelStats {
  readonly resends: number
  readonly prunedGhosts: number
  readonly ghosts: number
  readonly duplicates: number
  readonly twins: number
  readonly refused: number
}

const tickMs = 100
const agentWindowBytes = 512 * 1024
const clientWindowBytes = 256 * 1024
const defaultEarlyFrames = 10_000
const defaultEarlyBytes = 16 * 1024 * 1024
const defaultMaxResends = 3000
const schemaVersion = 1

/**
 * The reliable stream under a session, which outlives its sockets: `attach` a transport, and what was not acknowledged on the last
 * one is repeated. Only this class knows of sequence numbers. The roles differ in two names and two rules, both due to the
 * official plugin: as a client it may number two frames alike (the agent accepts such twins), and it never acknowledges again
 * what it already has (the agent stops waiting once something newer is acknowledged).
 */
export class ReliableChannel {
  readonly #options: ChannelOptions
  readonly #clock: Clock
  readonly #uuid: () => string
  readonly #outbound: Outbound
  readonly #inbound: Inbound
  readonly #windowBytes: number
  #transport: Transport | undefined
  #nextSequence = 0
  #cancelTick: Cancel | undefined
  #isAboveHalf = false
  #isStalled = false
  #refused = 0

  constructor(options: ChannelOptions) {
    this.#options = options
    this.#clock = options.clock
    this.#uuid = options.uuid ?? randomUUID
    const isAgent = options.role === 'agent'
    this.#windowBytes = options.windowBytes ?? (isAgent ? agentWindowBytes : clientWindowBytes)
    this.#outbound = new Outbound({
      windowBytes: this.#windowBytes,
      peerIgnoresDuplicates: isAgent,
      transmit: (bytes) => this.#transport?.send(bytes),
    })
    this.#inbound = new Inbound({
      maxEarlyFrames: options.maxEarlyFrames ?? defaultEarlyFrames,
      maxEarlyBytes: options.maxEarlyBytes ?? defaultEarlyBytes,
      acceptsTwins: isAgent,
      deliver: (frame) =>
        options.events.stream(frame.payloadType ?? PayloadType.none, frame.payload),
      acknowledge: (frame, sequenceNumber) => this.#acknowledge(frame, sequenceNumber),
    })
  }

  /** Payload bytes not yet acknowledged, ghosts excepted. */
  get unacknowledgedBytes(): number {
    return this.#outbound.unacknowledgedBytes
  }
  get inFlightBytes(): number {
    return this.#outbound.inFlightBytes
  }
  /** Whether the sender should pause until `drained`. */
  get isFull(): boolean {
    return this.unacknowledgedBytes >= this.#windowBytes
  }
  /** Whether everything sent has been acknowledged. */
  get isFlushed(): boolean {
    return this.#outbound.isEmpty
  }
  get isAttached(): boolean {
    return this.#transport !== undefined
  }
  get stats(): ChannelStats {
    return {
      resends: this.#outbound.resends,
      prunedGhosts: this.#outbound.pruned,
      ghosts: this.#outbound.ghostCount,
      duplicates: this.#inbound.duplicates,
      twins: this.#inbound.twins,
      refused: this.#refused,
    }
  }

  /** Queues one numbered frame; never refuses, so callers watch `isFull`. The payload must not change afterwards. */
  send(payloadType: number, payload: Uint8Array): void {
    const sequenceNumber = this.#nextSequence
    this.#nextSequence += 1
    const isAgent = this.#options.role === 'agent'
    const frame = this.#encode(
      isAgent ? MessageType.output : MessageType.input,
      isAgent && sequenceNumber === 0 ? FrameFlag.syn : FrameFlag.none,
      payloadType,
      payload,
      sequenceNumber,
    )
    this.#outbound.add(sequenceNumber, frame, payload.length)
    this.#pump()
  }

  /** Sends all that waits whatever the window: the last chance before the channel closes. */
  sendWaiting(): void {
    if (this.#transport !== undefined) this.#outbound.pump(this.#clock.now(), true)
  }

  /** Sends one frame outside the numbering, once, if attached. */
  sendControl(messageType: string, payload: Uint8Array): void {
    this.#transport?.send(this.#encode(messageType, FrameFlag.none, PayloadType.none, payload, 0))
  }

  /** Takes up a new transport, in place of any other. The caller hands over what it receives by `receive`. */
  attach(transport: Transport): void {
    this.detach()
    this.#transport = transport
    this.#outbound.replay(this.#clock.now())
    this.#pump()
  }

  detach(): void {
    this.#transport = undefined
    this.#cancelTick?.()
    this.#cancelTick = undefined
  }

  receive(bytes: Uint8Array): void {
    const decoded = decodeFrame(bytes)
    if (!decoded.ok) {
      // Unacknowledged, so that the peer sends it again.
      this.#refused += 1
      return
    }
    const { frame } = decoded
    const streamType = this.#options.role === 'agent' ? MessageType.input : MessageType.output
    if (frame.messageType === streamType) this.#inbound.receive(frame)
    else if (frame.messageType === MessageType.acknowledge) this.#acknowledged(frame)
    else this.#options.events.control?.(frame)
  }

  /** Takes no more of the peer's stream, so that its window closes; acknowledgements still pass, so that ours does not. */
  holdInput(): void {
    this.#inbound.hold()
  }

  admitInput(): void {
    this.#inbound.admit()
  }

  #acknowledged(frame: Frame): void {
    const acknowledgement = parseAcknowledgement(frame.payload)
    if (acknowledgement === undefined) return
    this.#outbound.acknowledge(acknowledgement.sequenceNumber, this.#clock.now())
    this.#isStalled = false
    this.#pump()
    if (this.#isAboveHalf && this.unacknowledgedBytes <= this.#windowBytes / 2) {
      this.#isAboveHalf = false
      this.#options.events.drained?.()
    }
  }

  #pump(): void {
    if (this.unacknowledgedBytes > this.#windowBytes / 2) this.#isAboveHalf = true
    if (this.#transport === undefined) return
    this.#outbound.pump(this.#clock.now())
    this.#watch()
  }

  #watch(): void {
    if (this.#cancelTick !== undefined || !this.#outbound.awaitsAcknowledgement) return
    this.#cancelTick = this.#clock.after(tickMs, () => {
      this.#cancelTick = undefined
      this.#outbound.resendDue(this.#clock.now())
      this.#reportStall()
      this.#watch()
    })
  }

  #reportStall(): void {
    const maxResends = this.#options.maxResends ?? defaultMaxResends
    if (this.#isStalled || this.#outbound.oldestResends < maxResends) return
    this.#isStalled = true
    this.#options.events.stalled?.()
  }

  #acknowledge(frame: Frame, sequenceNumber: number): void {
    this.#transport?.send(
      this.#encode(
        MessageType.acknowledge,
        FrameFlag.synFin,
        PayloadType.none,
        acknowledgementPayload(frame, sequenceNumber),
        0,
      ),
    )
  }

  #encode(
    messageType: string,
    flags: number,
    payloadType: number,
    payload: Uint8Array,
    sequenceNumber: number,
  ): Uint8Array {
    return encodeFrame({
      messageType,
      schemaVersion,
      createdAt: Math.floor(this.#clock.now()),
      sequenceNumber,
      flags,
      messageId: this.#uuid(),
      payloadType,
      payload,
    })
  }
}
