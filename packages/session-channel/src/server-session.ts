import { randomUUID } from 'node:crypto'
import type { Cancel, Clock } from '@brume/clock'
import { AgentHandshake } from './agent-handshake.ts'
import { channelClosedPayload } from './channel-closed.ts'
import { MessageType } from './codec.ts'
import type { Conversation, ConversationHost } from './conversation.ts'
import { MuxConversation } from './mux-conversation.ts'
import { PortConversation } from './port-conversation.ts'
import { ProgramConversation } from './program-conversation.ts'
import { ReliableChannel } from './reliable-channel.ts'
import type { ChannelStats } from './reliable-channel.ts'
import type { SessionService } from './service.ts'
import { CloseCode } from './transport.ts'
import type { Transport } from './transport.ts'
import {
  canAgentMultiplex,
  canClientMultiplex,
  defaultAgentVersion,
  isComparableVersion,
} from './versions.ts'

export interface ServerSessionOptions {
  readonly sessionId: string
  /** Wall time. */
  readonly clock: Clock
  readonly uuid?: () => string
  readonly service: SessionService
  /** Printed by the client before anything else. */
  readonly customerMessage?: string
  readonly agentVersion?: string
  readonly limits?: Partial<SessionLimits>
  /** Once, when the session is over and its socket closed. */
  readonly ended: (reason: string) => void
}

export interface SessionLimits {
  /** Without a socket for this long, the session ends. */
  readonly graceMs: number
  /** Without input for this long, the session ends. */
  readonly idleTimeoutMs: number
  readonly maxDurationMs: number | undefined
  readonly windowBytes: number | undefined
}

const defaultLimits: SessionLimits = {
  graceMs: 60_000,
  idleTimeoutMs: 20 * 60_000,
  maxDurationMs: undefined,
  windowBytes: undefined,
}
/** A forwarding that nobody holds is of no use to its connections. */
const portGraceMs = 10_000
const flushWaitMs = 2000
const flushCheckMs = 20
const maxChunkBytes = 4096

type Phase = 'handshake' | 'talking' | 'flushing' | 'ended'
type Wait = 'grace' | 'idle' | 'duration' | 'flush'

/** The agent's end of one session: handshake, then what the session is for, through any number of sockets. */
export class ServerSession {
  readonly #options: ServerSessionOptions
  readonly #limits: SessionLimits
  readonly #channel: ReliableChannel
  readonly #handshake: AgentHandshake
  readonly #agentVersion: string
  readonly #cancels = new Map<Wait, Cancel>()
  #conversation: Conversation | undefined
  #phase: Phase = 'handshake'
  #transport: Transport | undefined
  #wasAttached = false
  #clientVersion = ''

  constructor(options: ServerSessionOptions) {
    this.#options = options
    const { sessionType, properties = null } = options.service
    this.#limits = {
      ...defaultLimits,
      ...(sessionType === 'Port' ? { graceMs: portGraceMs } : {}),
      ...options.limits,
    }
    this.#channel = new ReliableChannel({
      role: 'agent',
      clock: options.clock,
      uuid: options.uuid,
      windowBytes: this.#limits.windowBytes,
      events: {
        stream: (payloadType, payload) => this.#stream(payloadType, payload),
        drained: () => this.#conversation?.drained(),
      },
    })
    const agentVersion = options.agentVersion ?? defaultAgentVersion
    this.#agentVersion = isComparableVersion(agentVersion) ? agentVersion : defaultAgentVersion
    this.#handshake = new AgentHandshake({
      clock: options.clock,
      agentVersion: this.#agentVersion,
      sessionType,
      properties,
      customerMessage: options.customerMessage ?? '',
      send: (payloadType, payload) => this.#channel.send(payloadType, payload),
      complete: (clientVersion) => this.#begin(clientVersion),
      failed: (reason) => this.#end(reason),
    })
    this.#set('grace', this.#limits.graceMs, () => this.#end('The client did not connect.'))
    const { maxDurationMs } = this.#limits
    if (maxDurationMs !== undefined) {
      this.#set('duration', maxDurationMs, () => this.#end('Maximum session duration reached.'))
    }
  }

  get isAttached(): boolean {
    return this.#transport !== undefined
  }
  get wasAttached(): boolean {
    return this.#wasAttached
  }
  get hasEnded(): boolean {
    return this.#phase === 'ended'
  }
  get clientVersion(): string {
    return this.#clientVersion
  }
  get stats(): ChannelStats {
    return this.#channel.stats
  }

  /** Takes up a socket whose token was right; an older one is closed. Its messages come through `receive`. */
  attach(transport: Transport): void {
    if (this.#phase === 'ended') return transport.close(CloseCode.normal, 'Session ended')
    const older = this.#transport
    this.#transport = transport
    this.#cancel('grace')
    this.#touch()
    this.#channel.attach(transport)
    older?.close(CloseCode.normal, 'Replaced by another connection')
    if (!this.#wasAttached) {
      this.#wasAttached = true
      this.#handshake.start()
    }
  }

  receive(bytes: Uint8Array): void {
    if (this.#phase !== 'ended') this.#channel.receive(bytes)
  }

  /** The socket is gone; a socket that was replaced already does not count. */
  detach(transport: Transport): void {
    if (this.#transport !== transport || this.#phase === 'ended') return
    this.#transport = undefined
    this.#channel.detach()
    this.#set('grace', this.#limits.graceMs, () => this.#end('The client did not come back.'))
  }

  /** Ends the session from outside: terminated by a user, or its instance went away. `reason` is shown by the client. */
  terminate(reason = ''): void {
    this.#end(reason)
  }

  #stream(payloadType: number, payload: Uint8Array): void {
    if (!this.#handshake.isDone) return this.#handshake.receive(payloadType, payload)
    this.#conversation?.receive(payloadType, payload)
  }

  #begin(clientVersion: string): void {
    this.#clientVersion = clientVersion
    this.#phase = 'talking'
    this.#touch()
    this.#conversation = this.#converse({
      clock: this.#options.clock,
      isFull: () => this.#channel.isFull,
      send: (payloadType, bytes) => this.#send(payloadType, bytes),
      touch: () => this.#touch(),
      holdInput: () => this.#channel.holdInput(),
      admitInput: () => this.#channel.admitInput(),
      finish: () => this.#finish(),
      fail: (reason) => this.#end(reason),
    })
    this.#conversation.begin()
  }

  #converse(host: ConversationHost): Conversation {
    const { service } = this.#options
    if (service.sessionType !== 'Port') return new ProgramConversation(service, host)
    const isMultiplexed =
      service.properties.type === 'LocalPortForwarding' &&
      canAgentMultiplex(this.#agentVersion) &&
      canClientMultiplex(this.#clientVersion)
    return isMultiplexed ? new MuxConversation(service, host) : new PortConversation(service, host)
  }

  #send(payloadType: number, bytes: Uint8Array): void {
    if (this.#phase === 'ended') return
    for (let start = 0; start < bytes.length; start += maxChunkBytes) {
      this.#channel.send(payloadType, bytes.slice(start, start + maxChunkBytes))
    }
  }

  #finish(): void {
    if (this.#phase === 'ended' || this.#phase === 'flushing') return
    this.#phase = 'flushing'
    this.#flush(flushWaitMs)
  }

  /** Lets the last output arrive: two seconds of being connected, and the grace when it is not. */
  #flush(leftMs: number): void {
    if (this.#channel.isFlushed || leftMs <= 0) {
      this.#channel.sendWaiting()
      return this.#end('')
    }
    this.#set('flush', flushCheckMs, () =>
      this.#flush(this.isAttached ? leftMs - flushCheckMs : leftMs),
    )
  }

  #end(reason: string): void {
    if (this.#phase === 'ended') return
    this.#phase = 'ended'
    for (const cancel of this.#cancels.values()) cancel()
    this.#cancels.clear()
    this.#handshake.cancel()
    this.#conversation?.close()
    this.#conversation = undefined
    this.#channel.sendControl(
      MessageType.channelClosed,
      channelClosedPayload({
        messageId: (this.#options.uuid ?? randomUUID)(),
        sessionId: this.#options.sessionId,
        createdAt: this.#options.clock.now(),
        output: reason,
      }),
    )
    this.#channel.detach()
    this.#transport?.close(CloseCode.normal, 'Bye')
    this.#transport = undefined
    this.#options.ended(reason)
  }

  #touch(): void {
    this.#set('idle', this.#limits.idleTimeoutMs, () =>
      this.#end('Your session timed out due to inactivity.'),
    )
  }

  #set(name: Wait, delayMs: number, fn: () => void): void {
    this.#cancel(name)
    this.#cancels.set(name, this.#options.clock.after(delayMs, fn))
  }

  #cancel(name: Wait): void {
    this.#cancels.get(name)?.()
    this.#cancels.delete(name)
  }
}
