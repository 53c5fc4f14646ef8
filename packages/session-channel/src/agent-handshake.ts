import type { Cancel, Clock } from '@brume/clock'
import { PayloadType } from './codec.ts'
import {
  ActionStatus,
  handshakeCompletePayload,
  handshakeRequestPayload,
  parseHandshakeResponse,
} from './handshake-messages.ts'
import type { SessionType } from './handshake-messages.ts'

export interface AgentHandshakeOptions {
  readonly clock: Clock
  readonly agentVersion: string
  readonly sessionType: SessionType
  readonly properties: unknown
  /** Printed by the client before anything else. */
  readonly customerMessage: string
  readonly send: (payloadType: number, payload: Uint8Array) => void
  readonly complete: (clientVersion: string) => void
  readonly failed: (reason: string) => void
}

const stepTimeoutMs = 15_000
const nsPerMs = 1_000_000
const timeoutMessage =
  'Handshake timed out. Please ensure that you have the latest version of the session manager plugin.'

/** The agent's side: asks the client to take on the session's type, never for encryption (the plugin would call the real KMS). */
export class AgentHandshake {
  readonly #options: AgentHandshakeOptions
  #state: 'idle' | 'requested' | 'done' = 'idle'
  #startedAt = 0
  #cancelTimeout: Cancel | undefined

  constructor(options: AgentHandshakeOptions) {
    this.#options = options
  }

  get isDone(): boolean {
    return this.#state === 'done'
  }

  start(): void {
    const { clock, agentVersion, sessionType, properties } = this.#options
    this.#state = 'requested'
    this.#startedAt = clock.now()
    this.#cancelTimeout = clock.after(stepTimeoutMs, () => this.#fail(timeoutMessage))
    this.#options.send(
      PayloadType.handshakeRequest,
      handshakeRequestPayload(agentVersion, sessionType, properties),
    )
  }

  /** Anything but the response is ignored: input before the end of the handshake is thrown away, as the agent does. */
  receive(payloadType: number, payload: Uint8Array): void {
    if (this.#state !== 'requested' || payloadType !== PayloadType.handshakeResponse) return
    const response = parseHandshakeResponse(payload)
    if (response === undefined) return this.#fail('The client sent an unreadable handshake.')
    const refused = response.actions.find((action) => action.status !== ActionStatus.success)
    if (refused !== undefined) {
      return this.#fail(`Failed to process action ${refused.type}: ${refused.error}`)
    }
    const tookNs = Math.round((this.#options.clock.now() - this.#startedAt) * nsPerMs)
    this.#stop()
    this.#options.send(
      PayloadType.handshakeComplete,
      handshakeCompletePayload(tookNs, this.#options.customerMessage),
    )
    this.#options.complete(response.clientVersion)
  }

  /** Ends without an outcome. */
  cancel(): void {
    this.#stop()
  }

  #fail(reason: string): void {
    this.#stop()
    this.#options.failed(reason)
  }

  #stop(): void {
    this.#state = 'done'
    this.#cancelTimeout?.()
  }
}
