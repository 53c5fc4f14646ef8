import { randomUUID } from 'node:crypto'
import type { Cancel, Clock } from '@brume/clock'
import { AgentHandshake } from './agent-handshake.ts'
import { channelClosedPayload } from './channel-closed.ts'
import { MessageType, PayloadType } from './codec.ts'
import type { SessionType } from './handshake-messages.ts'
import type { OpenProgram, Program } from './program.ts'
import { ReliableChannel } from './reliable-channel.ts'
import type { ChannelStats } from './reliable-channel.ts'
import { isSameSize, parseSize } from './terminal-size.ts'
import type { TerminalSize } from './terminal-size.ts'
import { CloseCode } from './transport.ts'
import type { Transport } from './transport.ts'
import { defaultAgentVersion, isComparableVersion } from './versions.ts'

export interface ServerSessionOptions {
  readonly sessionId: string
  /** Wall time. */
  readonly clock: Clock
  readonly uuid?: () => string
  readonly openProgram: OpenProgram
  readonly sessionType?: SessionType
  readonly properties?: unknown
  readonly customerMessage?: string
  /** Whether standard error and exit code travel apart (NonInteractiveCommands only). */
  readonly separatesOutput?: boolean
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
/** How long the first size may be waited for; clients that never send one get the usual terminal. */
const sizeWaitMs = 500
const defaultSize: TerminalSize = { cols: 80, rows: 24 }
const flushWaitMs = 2000
const flushCheckMs = 20
const maxChunkBytes = 4096
const signalBytes = new Set([0x03, 0x1c])

type Phase = 'handshake' | 'sizing' | 'starting' | 'running' | 'flushing' | 'ended'

/** The agent's end of one session: handshake, then a program joined to the channel, through any number of sockets. */
export class ServerSession {
  readonly #options: ServerSessionOptions
  readonly #limits: SessionLimits
  readonly #channel: ReliableChannel
  readonly #handshake: AgentHandshake
  readonly #cancels = new Map<'grace' | 'idle' | 'duration' | 'size' | 'flush', Cancel>()
  #phase: Phase = 'handshake'
  #transport: Transport | undefined
  #wasAttached = false
  #program: Program | undefined
  #isProgramPaused = false
  #size: TerminalSize | undefined
  #early: Uint8Array[] = []
  #clientVersion = ''

  constructor(options: ServerSessionOptions) {
    this.#options = options
    this.#limits = { ...defaultLimits, ...options.limits }
    this.#channel = new ReliableChannel({
      role: 'agent',
      clock: options.clock,
      uuid: options.uuid,
      windowBytes: this.#limits.windowBytes,
      events: {
        stream: (payloadType, payload) => this.#stream(payloadType, payload),
        drained: () => this.#resumeProgram(),
      },
    })
    const agentVersion = options.agentVersion ?? defaultAgentVersion
    this.#handshake = new AgentHandshake({
      clock: options.clock,
      agentVersion: isComparableVersion(agentVersion) ? agentVersion : defaultAgentVersion,
      sessionType: options.sessionType ?? 'Standard_Stream',
      properties: options.properties ?? null,
      customerMessage: options.customerMessage ?? '',
      send: (payloadType, payload) => this.#channel.send(payloadType, payload),
      complete: (clientVersion) => this.#awaitSize(clientVersion),
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
    if (payloadType === PayloadType.size) this.#resize(parseSize(payload))
    else if (payloadType === PayloadType.output) this.#input(payload)
  }

  #awaitSize(version: string): void {
    this.#clientVersion = version
    this.#phase = 'sizing'
    this.#touch()
    this.#set('size', sizeWaitMs, () => this.#start(defaultSize))
  }

  #resize(size: TerminalSize | undefined): void {
    if (size === undefined || isSameSize(size, this.#size)) return
    this.#size = size
    this.#touch()
    if (this.#phase === 'sizing') this.#start(size)
    else this.#program?.resize(size)
  }

  #input(bytes: Uint8Array): void {
    this.#touch()
    if (this.#phase === 'sizing') this.#start(this.#size ?? defaultSize)
    if (this.#options.sessionType === 'NonInteractiveCommands') {
      // Such a command reads nothing; only the keys that stand for signals reach it.
      const signals = bytes.filter((byte) => signalBytes.has(byte))
      if (signals.length === 0) return
      bytes = signals
    }
    if (this.#program === undefined) this.#early.push(bytes)
    else this.#program.write(bytes)
  }

  #start(size: TerminalSize): void {
    this.#cancel('size')
    this.#phase = 'starting'
    this.#size = size
    this.#options
      .openProgram({
        size,
        output: (bytes) => this.#output(PayloadType.output, bytes),
        errorOutput: (bytes) =>
          this.#output(
            this.#options.separatesOutput ? PayloadType.standardError : PayloadType.output,
            bytes,
          ),
        exited: (code) => this.#exited(code),
      })
      .then(
        (program) => this.#join(program, size),
        (error: unknown) => this.#end(error instanceof Error ? error.message : String(error)),
      )
  }

  #join(program: Program, openedWith: TerminalSize): void {
    if (this.#phase === 'ended' || this.#phase === 'flushing') return program.close()
    this.#program = program
    this.#phase = 'running'
    if (this.#size !== undefined && !isSameSize(this.#size, openedWith)) program.resize(this.#size)
    for (const bytes of this.#early) program.write(bytes)
    this.#early = []
    this.#pauseProgramIfFull()
  }

  #output(payloadType: number, bytes: Uint8Array): void {
    if (this.#phase === 'ended') return
    for (let start = 0; start < bytes.length; start += maxChunkBytes) {
      this.#channel.send(payloadType, bytes.slice(start, start + maxChunkBytes))
    }
    this.#pauseProgramIfFull()
  }

  #pauseProgramIfFull(): void {
    if (this.#isProgramPaused || this.#program === undefined || !this.#channel.isFull) return
    this.#isProgramPaused = true
    this.#program.pause()
  }

  #resumeProgram(): void {
    if (!this.#isProgramPaused) return
    this.#isProgramPaused = false
    this.#program?.resume()
  }

  #exited(code: number): void {
    if (this.#phase === 'ended' || this.#phase === 'flushing') return
    this.#phase = 'flushing'
    this.#program = undefined
    if (this.#options.separatesOutput) {
      this.#channel.send(PayloadType.exitCode, Buffer.from(`EXIT_CODE: ${code}`, 'latin1'))
    }
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
    this.#program?.close()
    this.#program = undefined
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

  #set(
    name: 'grace' | 'idle' | 'duration' | 'size' | 'flush',
    delayMs: number,
    fn: () => void,
  ): void {
    this.#cancel(name)
    this.#cancels.set(name, this.#options.clock.after(delayMs, fn))
  }

  #cancel(name: 'grace' | 'idle' | 'duration' | 'size' | 'flush'): void {
    this.#cancels.get(name)?.()
    this.#cancels.delete(name)
  }
}
